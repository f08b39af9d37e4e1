"""An edited question edits its earlier answer, so that a chat never shows an answer to words nobody reads any more."""

from collections.abc import Sequence

from telegram import Update

from hoi.bot.store import turns
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import addressed, command_of, is_command, without_mention
from hoi.bot.telegram.answering import answered_before, answering, earlier
from hoi.bot.telegram.calls import Call, replacing
from hoi.bot.telegram.handlers.questions import ask
from hoi.bot.telegram.handlers.remembered import buttons
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route


async def edited(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer an edited question in the messages that answered it before."""
    message = incoming.message
    await desk.store.run(lambda transaction: turns.retract(transaction, incoming.chat, message.message_id))
    command = command_of(message, desk.me)
    answer = await ask(incoming, desk, command.rest if command else without_mention(message, desk.me))
    below = buttons(incoming, desk, answer)
    return answering(incoming, replacing(incoming.place, await earlier(incoming, desk), texts.answer(answer), below))


def _edited(update: Update, me: Identity) -> bool:
    message = update.edited_message
    if message is None or not message.text or not addressed(message, me):
        return False
    command = command_of(message, me)
    return not is_command(message) or (command is not None and command.name == "hoi")


# A question that nothing answered is left alone, whatever becomes of it.
ROUTES = (Route(_edited, edited, shows_typing=True, admits=answered_before),)
