"""toezicht: bevindingen, hun verloop, de geoordeelde nachten, wat een melding over de deur zegt."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "bevindingen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("identiteit", sa.String(length=120), nullable=False),
        sa.Column("plicht", sa.String(length=40), nullable=False),
        sa.Column("aard", sa.String(length=40), nullable=False),
        sa.Column("zaak_id", sa.String(length=80), nullable=False),
        sa.Column("kaartnummer", sa.String(length=500), nullable=False),
        sa.Column("kaart_sleutel", sa.String(length=500), nullable=False),
        sa.Column("van", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nacht", sa.Date(), nullable=True),
        sa.Column("andere_zaken", sa.String(length=500), nullable=False),
        sa.Column("bewijs", sa.Text(), nullable=False),
        sa.Column("melding", sa.String(length=12), nullable=True),
        sa.Column("staat", sa.String(length=40), nullable=False),
        sa.Column("tegen", sa.Date(), nullable=True),
        sa.Column("gevonden", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vrijgegeven", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ingetrokken", sa.DateTime(timezone=True), nullable=True),
        sa.Column("intrekreden", sa.String(length=200), nullable=True),
        sa.Column("sleutel", sa.LargeBinary(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bevindingen")),
        sa.UniqueConstraint("identiteit", name=op.f("uq_bevindingen_identiteit")),
    )
    op.create_index(op.f("ix_bevindingen_kaart_sleutel_van"), "bevindingen", ["kaart_sleutel", "van"], unique=False)
    op.create_index(op.f("ix_bevindingen_melding"), "bevindingen", ["melding"], unique=False)
    op.create_index(op.f("ix_bevindingen_nacht"), "bevindingen", ["nacht"], unique=False)
    op.create_index("ix_bevindingen_nu", "bevindingen", ["ingetrokken", "staat", "van"], unique=False)
    op.create_index(op.f("ix_bevindingen_zaak_id_nacht"), "bevindingen", ["zaak_id", "nacht"], unique=False)
    op.create_table(
        "oordeelstand",
        sa.Column("naam", sa.String(length=40), nullable=False),
        sa.Column("gezien", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("naam", name=op.f("pk_oordeelstand")),
    )
    op.create_table(
        "oordelen",
        sa.Column("nacht", sa.Date(), nullable=False),
        sa.Column("gevraagd", sa.Integer(), nullable=False),
        sa.Column("gedaan", sa.Integer(), nullable=False),
        sa.Column("klaar", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bevindingen", sa.Integer(), nullable=False),
        sa.Column("meldingen", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("nacht", name=op.f("pk_oordelen")),
    )
    op.create_table(
        "bevinding_verloop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bevinding_id", sa.Uuid(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("door", sa.String(length=80), nullable=False),
        sa.Column("handeling", sa.String(length=40), nullable=False),
        sa.Column("van", sa.String(length=40), nullable=True),
        sa.Column("naar", sa.String(length=200), nullable=True),
        sa.Column("toelichting_geheim", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bevinding_id"], ["bevindingen.id"], name=op.f("fk_bevinding_verloop_bevinding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bevinding_verloop")),
    )
    op.create_index(op.f("ix_bevinding_verloop_bevinding_id"), "bevinding_verloop", ["bevinding_id"], unique=False)
    op.create_table(
        "melding_deur",
        sa.Column("melding_id", sa.Uuid(), nullable=False),
        sa.Column("portier", sa.Boolean(), nullable=False),
        sa.Column("redenen", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["melding_id"], ["meldingen.id"], name=op.f("fk_melding_deur_melding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("melding_id", name=op.f("pk_melding_deur")),
    )
    op.create_index(op.f("ix_berichten_bewaard"), "berichten", ["bewaard"], unique=False)
    op.create_index(op.f("ix_incidenten_bekend_van"), "incidenten", ["bekend_van"], unique=False)
    op.create_index(op.f("ix_melding_verloop_moment"), "melding_verloop", ["moment"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_melding_verloop_moment"), table_name="melding_verloop")
    op.drop_index(op.f("ix_incidenten_bekend_van"), table_name="incidenten")
    op.drop_index(op.f("ix_berichten_bewaard"), table_name="berichten")
    op.drop_table("melding_deur")
    op.drop_index(op.f("ix_bevinding_verloop_bevinding_id"), table_name="bevinding_verloop")
    op.drop_table("bevinding_verloop")
    op.drop_table("oordelen")
    op.drop_table("oordeelstand")
    op.drop_index(op.f("ix_bevindingen_zaak_id_nacht"), table_name="bevindingen")
    op.drop_index("ix_bevindingen_nu", table_name="bevindingen")
    op.drop_index(op.f("ix_bevindingen_nacht"), table_name="bevindingen")
    op.drop_index(op.f("ix_bevindingen_melding"), table_name="bevindingen")
    op.drop_index(op.f("ix_bevindingen_kaart_sleutel_van"), table_name="bevindingen")
    op.drop_table("bevindingen")
