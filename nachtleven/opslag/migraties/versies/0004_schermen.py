"""schermen."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "afwezigheden",
        sa.Column("gebruiker", sa.String(length=80), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("vervanger", sa.String(length=80), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("gebruiker", name=op.f("pk_afwezigheden")),
    )
    with op.batch_alter_table("afwezigheden", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_afwezigheden_vervanger"), ["vervanger"], unique=False)

    op.create_table(
        "dossiers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kenmerk", sa.String(length=20), nullable=False),
        sa.Column("staat", sa.String(length=40), nullable=False),
        sa.Column("uitkomst", sa.String(length=40), nullable=True),
        sa.Column("zaak_id", sa.String(length=80), nullable=True),
        sa.Column("nacht", sa.Date(), nullable=False),
        sa.Column("sleutel", sa.LargeBinary(), nullable=True),
        sa.Column("geopend", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gesloten", sa.DateTime(timezone=True), nullable=True),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_dossiers_kenmerk")),
    )
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossiers_nacht"), ["nacht"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossiers_staat_geopend_id"), ["staat", "geopend", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossiers_zaak_id_nacht"), ["zaak_id", "nacht"], unique=False)

    op.create_table(
        "contactafspraken",
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("inhoud_geheim", sa.LargeBinary(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_contactafspraken_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("melding_id", name=op.f("pk_contactafspraken")),
    )
    op.create_table(
        "dossier_meldingen",
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_meldingen_dossier_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_dossier_meldingen_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("melding_id", name=op.f("pk_dossier_meldingen")),
    )
    with op.batch_alter_table("dossier_meldingen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_meldingen_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "dossier_verloop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("handeling", sa.String(length=40), nullable=False),
        sa.Column("onderwerp", sa.String(length=40), nullable=True),
        sa.Column("van", sa.String(length=40), nullable=True),
        sa.Column("naar", sa.String(length=40), nullable=True),
        sa.Column("toelichting_geheim", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_verloop_dossier_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_verloop")),
    )
    with op.batch_alter_table("dossier_verloop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_verloop_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "dossierstukken",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("staat", sa.String(length=40), nullable=False),
        sa.Column("termijn", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alarm", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bijgewerkt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_dossierstukken_dossier_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossierstukken")),
    )
    with op.batch_alter_table("dossierstukken", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossierstukken_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossierstukken_staat_alarm"), ["staat", "alarm"], unique=False)

    op.create_table(
        "maatregelen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("zaak_id", sa.String(length=80), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("tekst", sa.String(length=500), nullable=False),
        sa.Column("termijn", sa.Date(), nullable=True),
        sa.Column("staat", sa.String(length=40), nullable=False),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("bijgewerkt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bijgewerkt_door", sa.String(length=80), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_maatregelen_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maatregelen")),
    )
    with op.batch_alter_table("maatregelen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_maatregelen_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_maatregelen_staat_termijn"), ["staat", "termijn"], unique=False)
        batch_op.create_index(batch_op.f("ix_maatregelen_zaak_id_gemaakt"), ["zaak_id", "gemaakt"], unique=False)

    op.create_table(
        "toestemmingen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("naar", sa.String(length=40), nullable=False),
        sa.Column("wat", sa.String(length=80), nullable=False),
        sa.Column("hoe", sa.String(length=40), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("ingetrokken", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_toestemmingen_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toestemmingen")),
    )
    with op.batch_alter_table("toestemmingen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_toestemmingen_melding_id_naar"), ["melding_id", "naar"], unique=False)

    op.create_table(
        "toewijzingen",
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("gebruiker", sa.String(length=80), nullable=False),
        sa.Column("sinds", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_toewijzingen_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("melding_id", name=op.f("pk_toewijzingen")),
    )
    with op.batch_alter_table("toewijzingen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_toewijzingen_gebruiker"), ["gebruiker"], unique=False)

    op.create_table(
        "verwijzingen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("toestemming_id", sa.Uuid(), nullable=False),
        sa.Column("naar", sa.String(length=40), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("bestand_geheim", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_verwijzingen_melding_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["toestemming_id"], ["toestemmingen.id"], name=op.f("fk_verwijzingen_toestemming_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verwijzingen")),
    )
    with op.batch_alter_table("verwijzingen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verwijzingen_melding_id"), ["melding_id"], unique=False)

    op.create_table(
        "verplaatsingen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bericht_id", sa.Uuid(), nullable=False),
        sa.Column("van_id", sa.Uuid(), nullable=False),
        sa.Column("naar_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["bericht_id"], ["berichten.id"], name=op.f("fk_verplaatsingen_bericht_id")),
        sa.ForeignKeyConstraint(
            ["naar_id"], ["meldingen.id"], ondelete="CASCADE", name=op.f("fk_verplaatsingen_naar_id")
        ),
        sa.ForeignKeyConstraint(
            ["van_id"], ["meldingen.id"], ondelete="CASCADE", name=op.f("fk_verplaatsingen_van_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verplaatsingen")),
    )
    with op.batch_alter_table("verplaatsingen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verplaatsingen_bericht_id"), ["bericht_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_verplaatsingen_naar_id"), ["naar_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_verplaatsingen_van_id_naar_id"), ["van_id", "naar_id"], unique=False)

    with op.batch_alter_table("melding_gronden", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_melding_gronden_grond_melding_id"), ["grond", "melding_id"], unique=False)

    with op.batch_alter_table("melding_kaarten", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_melding_kaarten_kaartnummer"), ["kaartnummer"], unique=False)

    with op.batch_alter_table("melding_kandidaten", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_melding_kandidaten_zaak_id"), ["zaak_id"], unique=False)

    with op.batch_alter_table("melding_verloop", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_melding_verloop_handeling_melding_id"), ["handeling", "melding_id"], unique=False
        )

    # no batch: on SQLite that makes the table anew, and its children go with the old one
    op.add_column("meldingen", sa.Column("samengevoegd_met", sa.Uuid(), nullable=True))
    op.create_index("ix_meldingen_beelden_alarm_beelden_voor", "meldingen", ["beelden_alarm", "beelden_voor"])
    op.create_index("ix_meldingen_kanaal_ontvangen", "meldingen", ["kanaal", "ontvangen"])
    op.create_index("ix_meldingen_samengevoegd_met", "meldingen", ["samengevoegd_met"])
    op.create_index("ix_meldingen_spoed_ontvangen", "meldingen", ["spoed", "ontvangen"])
    op.create_index("ix_meldingen_status_ontvangen", "meldingen", ["status", "ontvangen"])
    op.create_index("ix_meldingen_taal_ontvangen", "meldingen", ["taal", "ontvangen"])


def downgrade() -> None:
    op.drop_index("ix_meldingen_taal_ontvangen", table_name="meldingen")
    op.drop_index("ix_meldingen_status_ontvangen", table_name="meldingen")
    op.drop_index("ix_meldingen_spoed_ontvangen", table_name="meldingen")
    op.drop_index("ix_meldingen_samengevoegd_met", table_name="meldingen")
    op.drop_index("ix_meldingen_kanaal_ontvangen", table_name="meldingen")
    op.drop_index("ix_meldingen_beelden_alarm_beelden_voor", table_name="meldingen")
    op.drop_column("meldingen", "samengevoegd_met")

    with op.batch_alter_table("melding_verloop", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_melding_verloop_handeling_melding_id"))

    with op.batch_alter_table("melding_kandidaten", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_melding_kandidaten_zaak_id"))

    with op.batch_alter_table("melding_kaarten", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_melding_kaarten_kaartnummer"))

    with op.batch_alter_table("melding_gronden", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_melding_gronden_grond_melding_id"))

    with op.batch_alter_table("verplaatsingen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verplaatsingen_van_id_naar_id"))
        batch_op.drop_index(batch_op.f("ix_verplaatsingen_naar_id"))
        batch_op.drop_index(batch_op.f("ix_verplaatsingen_bericht_id"))

    op.drop_table("verplaatsingen")
    with op.batch_alter_table("verwijzingen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verwijzingen_melding_id"))

    op.drop_table("verwijzingen")
    with op.batch_alter_table("toewijzingen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_toewijzingen_gebruiker"))

    op.drop_table("toewijzingen")
    with op.batch_alter_table("toestemmingen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_toestemmingen_melding_id_naar"))

    op.drop_table("toestemmingen")
    with op.batch_alter_table("maatregelen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_maatregelen_zaak_id_gemaakt"))
        batch_op.drop_index(batch_op.f("ix_maatregelen_staat_termijn"))
        batch_op.drop_index(batch_op.f("ix_maatregelen_dossier_id"))

    op.drop_table("maatregelen")
    with op.batch_alter_table("dossierstukken", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossierstukken_staat_alarm"))
        batch_op.drop_index(batch_op.f("ix_dossierstukken_dossier_id"))

    op.drop_table("dossierstukken")
    with op.batch_alter_table("dossier_verloop", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_verloop_dossier_id"))

    op.drop_table("dossier_verloop")
    with op.batch_alter_table("dossier_meldingen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_meldingen_dossier_id"))

    op.drop_table("dossier_meldingen")
    op.drop_table("contactafspraken")
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossiers_zaak_id_nacht"))
        batch_op.drop_index(batch_op.f("ix_dossiers_staat_geopend_id"))
        batch_op.drop_index(batch_op.f("ix_dossiers_nacht"))

    op.drop_table("dossiers")
    with op.batch_alter_table("afwezigheden", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_afwezigheden_vervanger"))

    op.drop_table("afwezigheden")
