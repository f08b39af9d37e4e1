"""Erasing everything kept about a person and a chat."""

from hoi.bot.store import Transaction

_OF_CHAT = ("turns", "replies", "meanings", "subscriptions", "feedback", "chats")
_OF_PERSON = ("consents", "feedback", "subscriptions")


def erase(transaction: Transaction, person: str, chat: str | None) -> None:
    """Erase everything kept about ``person``, and about ``chat`` when it is theirs (a private chat).

    What Telegram delivered and is still worked on goes by itself when the work is done.
    """
    conditions = [("person", person, _OF_PERSON), ("chat", chat, _OF_CHAT)]
    for column, value, tables in conditions:
        if value is None:
            continue
        transaction.execute(
            f"DELETE FROM reminders WHERE subscription IN (SELECT id FROM subscriptions WHERE {column} = ?)",  # noqa: S608
            (value,),
        )
        for table in tables:
            transaction.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))  # noqa: S608 - names above
