"""Identities at an identity provider, and how a session was opened."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the table of identities and two columns of sessions."""
    op.create_table(
        "provider_identities",
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("bound_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", name=op.f("provider_identities_pk")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("provider_identities_account_id_fk")
        ),
        sa.UniqueConstraint("identity", name=op.f("provider_identities_identity_key")),
        sa.UniqueConstraint(
            "issuer", "subject", name=op.f("provider_identities_issuer_subject_key")
        ),
    )
    for name in ("provider", "authenticated_at"):
        op.add_column("sessions", sa.Column(name, sa.Text(), nullable=True))
