"""The journal's tables. `events` is the truth; its primary key is the optimistic lock."""

import sqlalchemy as sa

metadata = sa.MetaData()

events = sa.Table(
    "events",
    metadata,
    sa.Column("session_id", sa.ForeignKey("sessions.id"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("at", sa.String, nullable=False),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
)
commands = sa.Table(
    "commands",
    metadata,
    sa.Column("session_id", sa.ForeignKey("sessions.id"), primary_key=True),
    sa.Column("command_id", sa.String, primary_key=True),
    sa.Column("actor", sa.String, nullable=False),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
)
sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("code", sa.String, nullable=False, unique=True),
    sa.Column("account_id", sa.String, nullable=False, index=True),
    sa.Column("deck_id", sa.String, nullable=False),
    sa.Column("revision", sa.String, nullable=False),
    sa.Column("language", sa.String, nullable=False),
    sa.Column("opened_at", sa.String, nullable=False),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("place", sa.String, nullable=False),
    sa.Column("date", sa.String, nullable=False),
    sa.Column("phase", sa.String, nullable=False),
    sa.Column("rounds", sa.Integer, nullable=False),
    sa.Column("participants", sa.Integer, nullable=False),
)
seats = sa.Table(
    "seats",
    metadata,
    sa.Column("token_hash", sa.String, primary_key=True),
    sa.Column("session_id", sa.ForeignKey("sessions.id"), nullable=False, index=True),
    sa.Column("seat", sa.String, nullable=False),
    sa.Column("person", sa.String, nullable=False),
)
# What a restore marks the database with, for a server that runs to see that it is another one.
restores = sa.Table("restores", metadata, sa.Column("mark", sa.String, primary_key=True))
decks = sa.Table(
    "decks",
    metadata,
    sa.Column("revision", sa.String, primary_key=True),
    sa.Column("deck_id", sa.String, nullable=False),
    sa.Column("files", sa.Text, nullable=False),
)
