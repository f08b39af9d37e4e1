"""Which messages answer a question, and how an edit of it is answered in their place."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup

from hoi.bot.store import replies
from hoi.bot.telegram.calls import Call, delete_message, edit_message_text, send_message
from hoi.bot.telegram.draft import Part
from hoi.bot.telegram.incoming import Desk, Incoming
from hoi.bot.telegram.place import Place


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


def replacing(
    place: Place, earlier: Sequence[int], parts: Sequence[Part], keyboard: InlineKeyboardMarkup | None = None
) -> list[Call]:
    """Return the calls that show ``parts`` in the messages ``earlier``; more are sent, those left over taken back.

    The last message has ``keyboard``; one that had buttons before and is not the last any more loses them.
    """
    edits = [
        edit_message_text(place, message, part, keyboard if number == len(parts) else None)
        for number, (message, part) in enumerate(zip(earlier, parts, strict=False), 1)
    ]
    more = send_message(place, parts[len(earlier) :], keyboard)
    return [*edits, *more, *(delete_message(place, message) for message in earlier[len(parts) :])]
