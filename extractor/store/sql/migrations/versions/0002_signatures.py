"""What reprints are told by is kept beside each text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Empty at first: what is missing is made by the next run."""
    comment = "of the text, to tell reprints by; null: not made yet"
    op.add_column("documents", sa.Column("signature", sa.LargeBinary(), nullable=True, comment=comment))
