"""The business accounts the bot is connected to, and whether it may write there."""

from dataclasses import dataclass

from hoi.bot.store import Transaction


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection of Telegram Business; ``owner`` is the pseudonym of the account's owner."""

    id: str
    owner: str
    may_reply: bool


def put(transaction: Transaction, connection: Connection, now: int) -> None:
    """Keep what Telegram last said of a connection."""
    transaction.execute(
        """INSERT INTO connections (id, owner, may_reply, updated_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, may_reply = excluded.may_reply,
           updated_at = excluded.updated_at""",
        (connection.id, connection.owner, int(connection.may_reply), now),
    )


def ids(transaction: Transaction) -> list[str]:
    """Return the id of every connection."""
    return [connection for (connection,) in transaction.execute("SELECT id FROM connections ORDER BY id")]


def find(transaction: Transaction, connection: str) -> Connection | None:
    """Return a connection; None when Telegram never said anything of it."""
    rows = transaction.execute("SELECT id, owner, may_reply FROM connections WHERE id = ?", (connection,))
    return Connection(rows[0][0], rows[0][1], bool(rows[0][2])) if rows else None
