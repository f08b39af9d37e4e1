"""The commands: what the bot is, how to ask, what it holds, what it keeps."""

from collections.abc import Sequence

from telegram import Update
from telegram.constants import ChatType

from hoi.bot.store import chats, meanings
from hoi.bot.store.turns import QUESTIONS, SECONDS
from hoi.bot.telegram import menu, samples
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import addressed, command_of, forwarded, from_bot, is_command
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.incoming import Desk, Fits, Handler, Identity, Incoming, Route
from hoi.bot.templates import render

MAX_NAMED = 10
"""Documents the greeting names; /nguon describes more."""


async def start(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Say what this is and offer the sample questions."""
    await first_contact(incoming, desk)
    language = incoming.language
    names = [document.full_name.say(language) for document in desk.library]
    named, others = names[:MAX_NAMED], max(0, len(names) - MAX_NAMED)
    text = render("telegram_start", language, documents=named, others=others)
    return send_message(incoming.place, texts.plain(text), samples.keyboard(language))


async def first_contact(incoming: Incoming, desk: Desk) -> bool:
    """Note that the chat is told what it talks to; tell whether it was not before."""
    chat, update = incoming.chat, incoming.update.update_id
    return await desk.store.run(lambda transaction: chats.introduce(transaction, chat, update))


async def help_(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Say how to ask, and which commands there are."""
    sample = samples.questions(incoming.language)[0]
    commands = menu.commands(incoming.language)
    return say(incoming, "telegram_help", sample=sample, commands=commands, bot=desk.me.name)


async def privacy(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Say what is kept of what people write, and who else gets to read it."""
    days, user = meanings.SECONDS // (24 * 3600), incoming.update.effective_user
    private = incoming.message.chat.type == ChatType.PRIVATE
    number = user.id if private and user is not None else None
    kept = {"questions": QUESTIONS, "minutes": SECONDS // 60, "days": days}
    return say(incoming, "telegram_privacy", **kept, number=number, model_host=desk.aids.model_host)


async def sources(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Say which documents are held, what part of each, and what is missing."""
    return send_message(incoming.place, texts.sources(desk.library, incoming.language))


def say(incoming: Incoming, template: str, **values: object) -> list[Call]:
    """Return the calls that answer with a template in the language of ``incoming``."""
    return tell(incoming, render(template, incoming.language, **values))


def tell(incoming: Incoming, text: str) -> list[Call]:
    """Return the calls that answer with ``text``."""
    return send_message(incoming.place, texts.plain(text))


def named(name: str) -> Fits:
    """Return what fits a new message with the command ``name``, in any chat."""

    def fits(update: Update, me: Identity) -> bool:
        message = update.message
        if message is None or from_bot(message):
            return False
        command = command_of(message, me)
        return command is not None and command.name == name

    return fits


def _unknown(update: Update, me: Identity) -> bool:
    """Fit a command nobody knows, in private chats only: in a group it may be meant for another bot."""
    message = update.message
    return (
        message is not None
        and message.chat.type == ChatType.PRIVATE
        and is_command(message)
        and not forwarded(message)
        and addressed(message, me)
    )  # fmt: skip


_COMMANDS: dict[str, Handler] = {
    "start": start,
    "help": help_,
    "nguon": sources,
    "privacy": privacy,
}
# /hoi stands among the questions; what is unknown comes last.
_ALWAYS = {"privacy"}
"""What a person may ask for even during maintenance, as for /xoadulieu: it is their right."""
ROUTES: tuple[Route, ...] = tuple(
    Route(named(name), handler, pauses=name not in _ALWAYS) for name, handler in _COMMANDS.items()
)
UNKNOWN = Route(_unknown, help_)
