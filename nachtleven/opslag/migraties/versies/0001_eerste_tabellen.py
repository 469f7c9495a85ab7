"""eerste tabellen."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("volgnummer", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruiker", sa.String(length=80), nullable=False),
        sa.Column("handeling", sa.String(length=40), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("voorwerp", sa.String(length=200), nullable=False),
        sa.Column("doel", sa.String(length=200), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("volgnummer", name=op.f("pk_audit")),
    )
    op.create_table(
        "claims",
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("periode", sa.String(length=80), nullable=False),
        sa.Column("houder", sa.String(length=80), nullable=False),
        sa.Column("lease_tot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("klaar", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("soort", "periode", name=op.f("pk_claims")),
    )
    op.create_table(
        "gebruikers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("naam", sa.String(length=80), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("wachtwoord_hash", sa.String(length=200), nullable=False),
        sa.Column("totp_sleutel", sa.LargeBinary(), nullable=True),
        sa.Column("totp_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("moet_wijzigen", sa.Boolean(), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laatst_aangemeld", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mislukt", sa.Integer(), nullable=False),
        sa.Column("geblokkeerd_tot", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebruikers")),
        sa.UniqueConstraint("naam", name=op.f("uq_gebruikers_naam")),
    )
    op.create_table(
        "hartslagen",
        sa.Column("proces", sa.String(length=80), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("proces", name=op.f("pk_hartslagen")),
    )
    op.create_table(
        "invoeren",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("bestand", sa.String(length=200), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("nieuw", sa.Integer(), nullable=False),
        sa.Column("gewijzigd", sa.Integer(), nullable=False),
        sa.Column("gelijk", sa.Integer(), nullable=False),
        sa.Column("weg", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoeren")),
    )
    op.create_table(
        "melders",
        sa.Column("pseudoniem", sa.String(length=64), nullable=False),
        sa.Column("taal", sa.String(length=8), nullable=True),
        sa.Column("ingelicht", sa.Boolean(), nullable=False),
        sa.Column("contactwens", sa.String(length=20), nullable=True),
        sa.Column("eerste", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laatste", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("pseudoniem", name=op.f("pk_melders")),
    )
    op.create_table(
        "meldingen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kenmerk", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("kanaal", sa.String(length=40), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("rol", sa.String(length=20), nullable=True),
        sa.Column("taal", sa.String(length=8), nullable=True),
        sa.Column("melder", sa.String(length=64), nullable=True),
        sa.Column("sleutel", sa.LargeBinary(), nullable=True),
        sa.Column("nummer_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("zaak_id", sa.String(length=80), nullable=True),
        sa.Column("zaak_hoe", sa.String(length=20), nullable=True),
        sa.Column("tijdstip", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tijdstip_van", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tijdstip_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nacht_bekend", sa.Boolean(), nullable=False),
        sa.Column("nacht", sa.Date(), nullable=False),
        sa.Column("uur", sa.Integer(), nullable=False),
        sa.Column("ontvangen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spoed", sa.Boolean(), nullable=False),
        sa.Column("vraag", sa.String(length=20), nullable=True),
        sa.Column("vragen", sa.Integer(), nullable=False),
        sa.Column("contact_voor", sa.DateTime(timezone=True), nullable=True),
        sa.Column("beelden_voor", sa.DateTime(timezone=True), nullable=True),
        sa.Column("beelden_alarm", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contactwens", sa.String(length=20), nullable=True),
        sa.Column("gecontacteerd", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gesloten", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wissen_op", sa.DateTime(timezone=True), nullable=True),
        sa.Column("vastgehouden", sa.Boolean(), nullable=False),
        sa.Column("aandacht", sa.String(length=40), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meldingen")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_meldingen_kenmerk")),
    )
    with op.batch_alter_table("meldingen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meldingen_melder_ontvangen"), ["melder", "ontvangen"], unique=False)
        batch_op.create_index(batch_op.f("ix_meldingen_nacht_zaak_id"), ["nacht", "zaak_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meldingen_ontvangen_id"), ["ontvangen", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meldingen_status_contact_voor"), ["status", "contact_voor"], unique=False)
        batch_op.create_index(batch_op.f("ix_meldingen_wissen_op"), ["wissen_op"], unique=False)
        batch_op.create_index(batch_op.f("ix_meldingen_zaak_id_nacht"), ["zaak_id", "nacht"], unique=False)

    op.create_table(
        "rapporten",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("periode", sa.String(length=40), nullable=False),
        sa.Column("versie", sa.String(length=40), nullable=False),
        sa.Column("uitgave", sa.Integer(), nullable=False),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voorlopig", sa.Boolean(), nullable=False),
        sa.Column("map", sa.String(length=200), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rapporten")),
        sa.UniqueConstraint(
            "soort", "periode", "versie", "uitgave", name=op.f("uq_rapporten_soort_periode_versie_uitgave")
        ),
    )
    op.create_table(
        "sleutels",
        sa.Column("naam", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gewikkeld", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("naam", name=op.f("pk_sleutels")),
    )
    op.create_table(
        "stoplijst",
        sa.Column("pseudoniem", sa.String(length=64), nullable=False),
        sa.Column("sinds", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("pseudoniem", name=op.f("pk_stoplijst")),
    )
    op.create_table(
        "controles",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("zaak_id", sa.String(length=80), nullable=False),
        sa.Column("tijdstip", sa.DateTime(timezone=True), nullable=False),
        sa.Column("plicht", sa.String(length=40), nullable=False),
        sa.Column("oordeel", sa.String(length=40), nullable=False),
        sa.Column("kaartnummer", sa.String(length=500), nullable=False),
        sa.Column("nota_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("bekend_van", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bekend_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invoer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["invoer_id"], ["invoeren.id"], name=op.f("fk_controles_invoer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_controles")),
    )
    with op.batch_alter_table("controles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_controles_zaak_id_tijdstip"), ["zaak_id", "tijdstip"], unique=False)

    op.create_table(
        "incidenten",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nummer", sa.String(length=20), nullable=False),
        sa.Column("zaak_id", sa.String(length=80), nullable=True),
        sa.Column("van", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("reden", sa.String(length=40), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=True),
        sa.Column("kaartnummer", sa.String(length=500), nullable=False),
        sa.Column("sleutel", sa.LargeBinary(), nullable=True),
        sa.Column("tekst_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("gelogd", sa.DateTime(timezone=True), nullable=False),
        sa.Column("geverifieerd", sa.Boolean(), nullable=False),
        sa.Column("bron", sa.String(length=40), nullable=False),
        sa.Column("bekend_van", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bekend_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invoer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["invoer_id"], ["invoeren.id"], name=op.f("fk_incidenten_invoer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidenten")),
    )
    with op.batch_alter_table("incidenten", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incidenten_nummer"), ["nummer"], unique=False)
        batch_op.create_index(batch_op.f("ix_incidenten_zaak_id_van"), ["zaak_id", "van"], unique=False)

    op.create_table(
        "inzetten",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kaartnummer", sa.String(length=500), nullable=False),
        sa.Column("kaart_sleutel", sa.String(length=500), nullable=False),
        sa.Column("zaak_id", sa.String(length=80), nullable=False),
        sa.Column("van", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bekend_van", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bekend_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invoer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invoer_id"], ["invoeren.id"], name=op.f("fk_inzetten_invoer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inzetten")),
    )
    with op.batch_alter_table("inzetten", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inzetten_kaart_sleutel_van"), ["kaart_sleutel", "van"], unique=False)
        batch_op.create_index(batch_op.f("ix_inzetten_van"), ["van"], unique=False)
        batch_op.create_index(batch_op.f("ix_inzetten_zaak_id_van"), ["zaak_id", "van"], unique=False)

    op.create_table(
        "kaarten",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kaartnummer", sa.String(length=500), nullable=False),
        sa.Column("kaart_sleutel", sa.String(length=500), nullable=False),
        sa.Column("naam_geheim", sa.LargeBinary(), nullable=False),
        sa.Column("werkgever", sa.String(length=500), nullable=False),
        sa.Column("werkgever_vergunning", sa.String(length=500), nullable=False),
        sa.Column("werkgever_geldig_tot", sa.Date(), nullable=True),
        sa.Column("statuut", sa.String(length=40), nullable=False),
        sa.Column("geldig_van", sa.Date(), nullable=False),
        sa.Column("geldig_tot", sa.Date(), nullable=False),
        sa.Column("geschorst_van", sa.Date(), nullable=True),
        sa.Column("geschorst_tot", sa.Date(), nullable=True),
        sa.Column("telefoon_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("telefoon_pseudoniem", sa.String(length=64), nullable=True),
        sa.Column("bekend_van", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bekend_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invoer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invoer_id"], ["invoeren.id"], name=op.f("fk_kaarten_invoer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kaarten")),
    )
    with op.batch_alter_table("kaarten", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kaarten_kaart_sleutel_bekend_van"), ["kaart_sleutel", "bekend_van"], unique=True
        )
        batch_op.create_index("ix_kaarten_nu", ["bekend_tot", "kaart_sleutel"], unique=False)
        batch_op.create_index(batch_op.f("ix_kaarten_telefoon_pseudoniem"), ["telefoon_pseudoniem"], unique=False)

    op.create_table(
        "melding_feiten",
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("feit", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_melding_feiten_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("melding_id", "feit", name=op.f("pk_melding_feiten")),
    )
    op.create_table(
        "melding_gronden",
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("grond", sa.String(length=40), nullable=False),
        sa.Column("bevestigd", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_melding_gronden_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("melding_id", "grond", name=op.f("pk_melding_gronden")),
    )
    op.create_table(
        "melding_kaarten",
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("bron", sa.String(length=40), nullable=False),
        sa.Column("kaartnummer", sa.String(length=80), nullable=False),
        sa.Column("van", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gebreken", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_melding_kaarten_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("melding_id", "bron", "kaartnummer", name=op.f("pk_melding_kaarten")),
    )
    op.create_table(
        "melding_kandidaten",
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("zaak_id", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_melding_kandidaten_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("melding_id", "rang", name=op.f("pk_melding_kandidaten")),
    )
    op.create_table(
        "melding_verloop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("handeling", sa.String(length=40), nullable=False),
        sa.Column("van", sa.String(length=40), nullable=True),
        sa.Column("naar", sa.String(length=40), nullable=True),
        sa.Column("toelichting_geheim", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_melding_verloop_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_melding_verloop")),
    )
    with op.batch_alter_table("melding_verloop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_melding_verloop_melding_id"), ["melding_id"], unique=False)

    op.create_table(
        "zaakindexen",
        sa.Column("invoer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["invoer_id"], ["invoeren.id"], name=op.f("fk_zaakindexen_invoer_id")),
        sa.PrimaryKeyConstraint("invoer_id", name=op.f("pk_zaakindexen")),
    )
    op.create_table(
        "zaken",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("zaak_id", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("naam", sa.String(length=500), nullable=False),
        sa.Column("aliassen", sa.String(length=500), nullable=False),
        sa.Column("straat", sa.String(length=500), nullable=False),
        sa.Column("huisnummer", sa.String(length=500), nullable=False),
        sa.Column("postcode", sa.String(length=500), nullable=False),
        sa.Column("gemeente", sa.String(length=500), nullable=False),
        sa.Column("wijk", sa.String(length=500), nullable=False),
        sa.Column("capaciteit", sa.Integer(), nullable=True),
        sa.Column("portier", sa.Boolean(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("ondernemingsnummer", sa.String(length=500), nullable=False),
        sa.Column("telefoon_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("telefoon_pseudoniem", sa.String(length=64), nullable=True),
        sa.Column("email", sa.String(length=500), nullable=False),
        sa.Column("camera", sa.Boolean(), nullable=True),
        sa.Column("affiche", sa.Boolean(), nullable=True),
        sa.Column("gelegenheid", sa.Boolean(), nullable=False),
        sa.Column("bekend_van", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bekend_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invoer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invoer_id"], ["invoeren.id"], name=op.f("fk_zaken_invoer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zaken")),
    )
    with op.batch_alter_table("zaken", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_zaken_code"), ["code"], unique=False)
        batch_op.create_index("ix_zaken_nu", ["bekend_tot", "zaak_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_zaken_telefoon_pseudoniem"), ["telefoon_pseudoniem"], unique=False)
        batch_op.create_index(batch_op.f("ix_zaken_zaak_id_bekend_van"), ["zaak_id", "bekend_van"], unique=True)

    op.create_table(
        "berichten",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("poort", sa.String(length=40), nullable=False),
        sa.Column("poort_id", sa.String(length=200), nullable=False),
        sa.Column("kanaal", sa.String(length=40), nullable=False),
        sa.Column("melder", sa.String(length=64), nullable=False),
        sa.Column("sleutel", sa.LargeBinary(), nullable=True),
        sa.Column("van_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("naar", sa.String(length=80), nullable=False),
        sa.Column("tekst_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("bijlagen_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("ontvangen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bewaard", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staat", sa.String(length=40), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("houder", sa.String(length=80), nullable=True),
        sa.Column("lease_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kaal", sa.Boolean(), nullable=False),
        sa.Column("gelezen", sa.DateTime(timezone=True), nullable=True),
        sa.Column("soort", sa.String(length=20), nullable=True),
        sa.Column("taal", sa.String(length=8), nullable=True),
        sa.Column("lezing_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("melding_id", sa.Uuid(), nullable=True),
        sa.Column("incident_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incidenten.id"], name=op.f("fk_berichten_incident_id")),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name=op.f("fk_berichten_melding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berichten")),
        sa.UniqueConstraint("poort", "poort_id", name=op.f("uq_berichten_poort_poort_id")),
    )
    with op.batch_alter_table("berichten", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_berichten_melder_ontvangen"), ["melder", "ontvangen"], unique=False)
        batch_op.create_index(batch_op.f("ix_berichten_melding_id"), ["melding_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_berichten_ontvangen"), ["ontvangen"], unique=False)
        batch_op.create_index("ix_berichten_open", ["staat", "lease_tot"], unique=False)

    op.create_table(
        "antwoorden",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=True),
        sa.Column("melding_id", sa.Uuid(), nullable=True),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("taal", sa.String(length=8), nullable=False),
        sa.Column("wijze", sa.String(length=40), nullable=False),
        sa.Column("tekst_geheim", sa.LargeBinary(), nullable=True),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["bericht_id"], ["berichten.id"], name=op.f("fk_antwoorden_bericht_id")),
        sa.ForeignKeyConstraint(["melding_id"], ["meldingen.id"], name=op.f("fk_antwoorden_melding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_antwoorden")),
        sa.UniqueConstraint("bericht_id", name=op.f("uq_antwoorden_bericht_id")),
    )
    with op.batch_alter_table("antwoorden", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_antwoorden_melding_id"), ["melding_id"], unique=False)

    op.create_table(
        "uitpost",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("antwoord_id", sa.Uuid(), nullable=False),
        sa.Column("staat", sa.String(length=40), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende", sa.DateTime(timezone=True), nullable=False),
        sa.Column("houder", sa.String(length=80), nullable=True),
        sa.Column("lease_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("poort_id", sa.String(length=200), nullable=True),
        sa.Column("foutcode", sa.Integer(), nullable=True),
        sa.Column("bijgewerkt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["antwoord_id"], ["antwoorden.id"], name=op.f("fk_uitpost_antwoord_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitpost")),
        sa.UniqueConstraint("antwoord_id", name=op.f("uq_uitpost_antwoord_id")),
    )
    with op.batch_alter_table("uitpost", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_uitpost_poort_id"), ["poort_id"], unique=False)
        batch_op.create_index("ix_uitpost_wacht", ["staat", "volgende"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("uitpost", schema=None) as batch_op:
        batch_op.drop_index("ix_uitpost_wacht")
        batch_op.drop_index(batch_op.f("ix_uitpost_poort_id"))

    op.drop_table("uitpost")
    with op.batch_alter_table("antwoorden", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_antwoorden_melding_id"))

    op.drop_table("antwoorden")
    with op.batch_alter_table("berichten", schema=None) as batch_op:
        batch_op.drop_index("ix_berichten_open")
        batch_op.drop_index(batch_op.f("ix_berichten_ontvangen"))
        batch_op.drop_index(batch_op.f("ix_berichten_melding_id"))
        batch_op.drop_index(batch_op.f("ix_berichten_melder_ontvangen"))

    op.drop_table("berichten")
    with op.batch_alter_table("zaken", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_zaken_zaak_id_bekend_van"))
        batch_op.drop_index(batch_op.f("ix_zaken_telefoon_pseudoniem"))
        batch_op.drop_index("ix_zaken_nu")
        batch_op.drop_index(batch_op.f("ix_zaken_code"))

    op.drop_table("zaken")
    op.drop_table("zaakindexen")
    with op.batch_alter_table("melding_verloop", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_melding_verloop_melding_id"))

    op.drop_table("melding_verloop")
    op.drop_table("melding_kandidaten")
    op.drop_table("melding_kaarten")
    op.drop_table("melding_gronden")
    op.drop_table("melding_feiten")
    with op.batch_alter_table("kaarten", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kaarten_telefoon_pseudoniem"))
        batch_op.drop_index("ix_kaarten_nu")
        batch_op.drop_index(batch_op.f("ix_kaarten_kaart_sleutel_bekend_van"))

    op.drop_table("kaarten")
    with op.batch_alter_table("inzetten", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inzetten_zaak_id_van"))
        batch_op.drop_index(batch_op.f("ix_inzetten_van"))
        batch_op.drop_index(batch_op.f("ix_inzetten_kaart_sleutel_van"))

    op.drop_table("inzetten")
    with op.batch_alter_table("incidenten", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incidenten_zaak_id_van"))
        batch_op.drop_index(batch_op.f("ix_incidenten_nummer"))

    op.drop_table("incidenten")
    with op.batch_alter_table("controles", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_controles_zaak_id_tijdstip"))

    op.drop_table("controles")
    op.drop_table("stoplijst")
    op.drop_table("sleutels")
    op.drop_table("rapporten")
    with op.batch_alter_table("meldingen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meldingen_zaak_id_nacht"))
        batch_op.drop_index(batch_op.f("ix_meldingen_wissen_op"))
        batch_op.drop_index(batch_op.f("ix_meldingen_status_contact_voor"))
        batch_op.drop_index(batch_op.f("ix_meldingen_ontvangen_id"))
        batch_op.drop_index(batch_op.f("ix_meldingen_nacht_zaak_id"))
        batch_op.drop_index(batch_op.f("ix_meldingen_melder_ontvangen"))

    op.drop_table("meldingen")
    op.drop_table("melders")
    op.drop_table("invoeren")
    op.drop_table("hartslagen")
    op.drop_table("gebruikers")
    op.drop_table("claims")
    op.drop_table("audit")
