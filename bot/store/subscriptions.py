"""Who wants to be reminded of what, and which reminders went out."""

from dataclasses import dataclass
from typing import Literal

from hoi.bot.store import Transaction

Kind = Literal["deadline", "agency", "document"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat's wish to be reminded; ``address`` is the chat's own number, without which nothing could be sent."""

    id: str
    person: str
    chat: str
    address: int
    topic: int | None
    language: Literal["vi", "en"]
    kind: Kind
    subject: str
    created_at: int


_COLUMNS = "id, person, chat, address, topic, language, kind, subject, created_at"
_SELECT = f"SELECT {_COLUMNS} FROM subscriptions"  # noqa: S608 - the names above


def add(transaction: Transaction, subscription: Subscription) -> bool:
    """Keep a subscription; False when the chat has one to the same subject already."""
    return bool(
        transaction.execute(
            f"""INSERT INTO subscriptions ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING RETURNING id""",  # noqa: S608 - the names above
            (
                subscription.id, subscription.person, subscription.chat, subscription.address, subscription.topic,
                subscription.language, subscription.kind, subscription.subject, subscription.created_at,
            ),
        )
    )  # fmt: skip


def of_chat(transaction: Transaction, chat: str) -> tuple[Subscription, ...]:
    """Return the subscriptions of ``chat``, oldest first."""
    rows = transaction.execute(f"{_SELECT} WHERE chat = ? ORDER BY created_at, id", (chat,))
    return tuple(Subscription(*row) for row in rows)


def living(transaction: Transaction) -> tuple[Subscription, ...]:
    """Return the subscriptions of every chat that takes messages, oldest first, in the language the chat chose since.

    Without one it is the language in which the reminder was asked for.
    """
    rows = transaction.execute(
        """SELECT id, person, subscriptions.chat, address, topic, COALESCE(chats.language, subscriptions.language),
           kind, subject, created_at FROM subscriptions LEFT JOIN chats ON chats.chat = subscriptions.chat
           WHERE chats.dead_since IS NULL ORDER BY created_at, id"""
    )
    return tuple(Subscription(*row) for row in rows)


def cancel(transaction: Transaction, chat: str, subscription: str) -> bool:
    """End one subscription of ``chat``; False when it has none of this id."""
    gone = transaction.execute("DELETE FROM subscriptions WHERE id = ? AND chat = ? RETURNING id", (subscription, chat))
    transaction.execute("DELETE FROM reminders WHERE subscription = ?", (subscription,))
    return bool(gone)


def readdress(transaction: Transaction, chat: str, moved: str, address: int) -> None:
    """Follow a group that became a supergroup; what that is reminded of already it is not reminded of twice."""
    twice = """SELECT id FROM subscriptions WHERE chat = ? AND EXISTS (SELECT 1 FROM subscriptions AS held
               WHERE held.chat = ? AND held.kind = subscriptions.kind AND held.subject = subscriptions.subject)"""
    for (subscription,) in transaction.execute(twice, (chat, moved)):
        cancel(transaction, chat, subscription)
    transaction.execute(
        "UPDATE subscriptions SET chat = ?, address = ? WHERE chat = ?",
        (moved, address, chat),
    )


def mark_sent(transaction: Transaction, subscription: str, entry: str, due_on: str, now: int) -> bool:
    """Say that the reminder of ``entry`` (a row of the ledger) for the day ``due_on`` goes out now.

    False when it went out before, or the subscription is gone; call it in the transaction that puts the reminder into
    the outbox. It is said for every subscription of the chat: another one to the same row, of an agency beside a
    document, must not bring the same reminder again when this one is cancelled.
    """
    marked = transaction.execute(
        """INSERT INTO reminders (subscription, entry, due_on, sent_at)
           SELECT id, ?, ?, ? FROM subscriptions WHERE chat = (SELECT chat FROM subscriptions WHERE id = ?)
           ON CONFLICT DO NOTHING RETURNING subscription""",
        (entry, due_on, now, subscription),
    )
    return (subscription,) in marked
