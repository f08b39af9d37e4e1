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
    """Ask whether everything is to be erased: a slip of the finger could not be taken back."""
    language, token = incoming.language, _token(incoming, desk)
    labels = (("erase", 1), ("keep", 0))
    row = [button(WORDS.say(language, f"button.{label}"), Verb.ERASE, token, yes) for label, yes in labels]
    return send_message(incoming.place, texts.plain(WORDS.say(language, "erasure.ask")), keyboard([row]))


async def answered(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Erase what is kept about whoever asked for it and presses, or keep it."""
    token, yes = pressing.fields(incoming, 2)
    if token != _token(incoming, desk):
        return [pressing.noted(incoming, WORDS.say(incoming.language, "erasure.not_yours"))]
    if yes != "1":
        return _shown(incoming, WORDS.say(incoming.language, "erasure.kept"))
    await desk.store.run(lambda transaction: _erase(transaction, incoming, desk))
    await desk.store.scrub()
    chat = incoming.update.effective_chat
    private = chat is not None and chat.type == ChatType.PRIVATE
    return _shown(incoming, render("telegram_forgotten" if private else "telegram_forgotten_group", incoming.language))


def _erase(transaction: Transaction, incoming: Incoming, desk: Desk) -> None:
    """Erase what is kept about the person, their own chat with the bot and those with the accounts it answers for."""
    user = incoming.update.effective_user
    kinds = ["chat", *(f"business:{connection}" for connection in connections.ids(transaction))]
    chats = [desk.pseudonyms.of(kind, user.id) for kind in kinds] if user is not None else []
    erasure.erase(transaction, incoming.user, chats)


def _shown(incoming: Incoming, text: str) -> list[Call]:
    place, message = pressing.place_of(incoming), pressing.message_of(incoming)
    (part,) = texts.plain(text)
    return [pressing.noted(incoming), edit_message_text(place, message, part)]


def _token(incoming: Incoming, desk: Desk) -> str:
    """Return what the button calls whoever asked, in this chat alone."""
    return desk.pseudonyms.derive(f"erase:{incoming.chat}:{incoming.user}")[:_TOKEN]


ROUTES: tuple[Route, ...] = (
    Route(named("xoadulieu"), asked),
    *pressing.routes({Verb.ERASE: answered}),
)
