"""An edited question edits its earlier answer, so that a chat never shows an answer to words nobody reads any more."""

from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, Update

from hoi.bot.store import Transaction, replies, turns
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import addressed, command_of, is_command, without_mention
from hoi.bot.telegram.calls import Call, delete_message, edit_message_text, send_message
from hoi.bot.telegram.draft import Part
from hoi.bot.telegram.handlers.questions import answering, ask
from hoi.bot.telegram.handlers.remembered import buttons
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route
from hoi.bot.telegram.place import Place


async def edited(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer an edited question in the messages that answered it before; one that was not answered is left alone."""
    message, now = incoming.message, int(incoming.received.timestamp())

    def answered(transaction: Transaction) -> tuple[int, ...]:
        turns.retract(transaction, incoming.chat, message.message_id)
        return replies.of(transaction, incoming.chat, message.message_id, now)

    earlier = await desk.store.run(answered)
    if not earlier:
        return []
    command = command_of(message, desk.me)
    answer = await ask(incoming, desk, command.rest if command else without_mention(message, desk.me))
    below = buttons(incoming, desk, answer)
    return answering(incoming, replacing(incoming.place, earlier, texts.answer(answer), below))


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


def _edited(update: Update, me: Identity) -> bool:
    message = update.edited_message
    if message is None or not message.text or not addressed(message, me):
        return False
    command = command_of(message, me)
    return not is_command(message) or (command is not None and command.name == "hoi")


ROUTES = (Route(_edited, edited),)
