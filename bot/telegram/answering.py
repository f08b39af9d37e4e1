"""Which messages answer a question, so that an edit of it is answered in their place."""

from collections.abc import Sequence

from hoi.bot.store import replies
from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.incoming import Desk, Incoming


async def answered_before(incoming: Incoming, desk: Desk) -> bool:
    """Tell whether something answers the message of ``incoming`` already."""
    return bool(await earlier(incoming, desk))


async def earlier(incoming: Incoming, desk: Desk) -> tuple[int, ...]:
    """Return the messages that answer the message of ``incoming``; none after 48 hours."""
    now = int(incoming.received.timestamp())
    return await desk.store.run(
        lambda transaction: replies.of(transaction, incoming.chat, incoming.message_id, now)
    )  # fmt: skip


def answering(incoming: Incoming, calls: Sequence[Call]) -> list[Call]:
    """Return ``calls`` marked as the answer to the message of ``incoming``."""
    return [call.answering(incoming.message_id) for call in calls]
