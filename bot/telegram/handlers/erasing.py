"""/xoadulieu: everything kept about a person is erased, wherever they wrote; asked once more before."""

from collections.abc import Sequence

from telegram.constants import ChatType

from hoi.bot.store import Transaction, connections, erasure
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.buttons import Verb, button, keyboard
from hoi.bot.telegram.calls import Call, edit_message_text, send_message
from hoi.bot.telegram.handlers import pressing
from hoi.bot.telegram.handlers.commands import named
from hoi.bot.telegram.incoming import Desk, Incoming, Route
from hoi.bot.telegram.screen import WORDS
from hoi.bot.templates import render

_TOKEN = 16


async def asked(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Ask whether everything is to be erased: a slip of the finger could not be taken back.

    Who writes in the name of a chat is not asked: that person presses in their own.
    """
    if incoming.message.sender_chat is not None:
        return await forget(incoming, desk)
    language, token = incoming.language, _token(incoming, desk)
    labels = (("erase", 1), ("keep", 0))
    row = [button(WORDS.say(language, f"button.{label}"), Verb.ERASE, token, yes) for label, yes in labels]
    return send_message(incoming.place, texts.plain(WORDS.say(language, "erasure.ask")), keyboard([row]))


async def answered(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Erase what is kept about whoever asked for it and presses, or keep it."""
    token, yes = pressing.fields(incoming, 2)
    if token != _token(incoming, desk):
        return [pressing.noted(incoming, WORDS.say(incoming.language, "erasure.not_yours"))]
    text = await _erased(incoming, desk) if yes == "1" else WORDS.say(incoming.language, "erasure.kept")
    (part,) = texts.plain(text)
    shown = edit_message_text(pressing.place_of(incoming), pressing.message_of(incoming), part)
    return [pressing.noted(incoming), shown]


async def forget(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Erase at once what is kept about whoever writes; in an account's name the bot has no buttons to ask with."""
    return send_message(incoming.place, texts.plain(await _erased(incoming, desk)))


async def _erased(incoming: Incoming, desk: Desk) -> str:
    """Erase what is kept about a person, for good, and return what to say of it."""
    user, chat = incoming.update.effective_user, incoming.update.effective_chat

    def erase(transaction: Transaction) -> None:
        # Their own chat with the bot, and those with the accounts it answers for.
        kinds = ["chat", *(f"business:{connection}" for connection in connections.ids(transaction))]
        chats = [desk.pseudonyms.of(kind, user.id) for kind in kinds] if user is not None else []
        erasure.erase(transaction, incoming.user, chats)

    await desk.store.run(erase)
    await desk.store.scrub()
    private = chat is not None and chat.type == ChatType.PRIVATE
    return render("telegram_forgotten" if private else "telegram_forgotten_group", incoming.language)


def _token(incoming: Incoming, desk: Desk) -> str:
    """Return what the button calls whoever asked, in this chat alone."""
    return desk.pseudonyms.derive(f"erase:{incoming.chat}:{incoming.user}")[:_TOKEN]


ROUTES: tuple[Route, ...] = (
    Route(named("xoadulieu"), asked, pauses=False),
    Route(pressing.of(Verb.ERASE), answered, pauses=False),
)
