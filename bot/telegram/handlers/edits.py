"""An edited question edits its earlier answer, so that a chat never shows an answer to words nobody reads any more."""

from collections.abc import Sequence

from telegram import Update

from hoi.bot.store import turns
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import addressed, asks, command_of, is_command
from hoi.bot.telegram.answering import answered_before, answering, earlier
from hoi.bot.telegram.calls import Call, replacing
from hoi.bot.telegram.handlers.questions import ask_written
from hoi.bot.telegram.handlers.remembered import buttons
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route


async def edited(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer an edited question in the messages that answered it before."""
    message = incoming.message
    await desk.store.run(lambda transaction: turns.retract(transaction, incoming.chat, message.message_id))
    answer = await ask_written(incoming, desk)
    below = buttons(incoming, desk, answer)
    return answering(incoming, replacing(incoming.place, await earlier(incoming, desk), texts.answer(answer), below))


def _edited(update: Update, me: Identity) -> bool:
    message = update.edited_message
    if message is None or not asks(message, me) or not addressed(message, me):
        return False
    command = command_of(message, me)
    return not is_command(message) or (command is not None and command.name == "hoi")


# A question that nothing answered is left alone, whatever becomes of it.
ROUTES = (Route(_edited, edited, shows_typing=True, admits=answered_before),)
