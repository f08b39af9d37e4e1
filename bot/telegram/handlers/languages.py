"""/ngonngu: the language a chat is answered in, whatever the language of a person's Telegram."""

from collections.abc import Sequence
from typing import Literal

from hoi.bot.store import chats
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.buttons import Verb, button, keyboard
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.handlers import pressing
from hoi.bot.telegram.handlers.commands import named, tell
from hoi.bot.telegram.handlers.deciding import decides
from hoi.bot.telegram.incoming import Desk, Incoming, Route
from hoi.bot.telegram.screen import WORDS

_CHOICES: dict[str, Literal["vi", "en"] | None] = {"vi": "vi", "en": "en", "auto": None}
_LABELS = {"vi": "vietnamese", "en": "english", "auto": "automatic"}


async def offered(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Say which language is used and offer the others; in a group to who runs it."""
    language = incoming.language
    if not await decides(incoming, desk):
        return tell(incoming, WORDS.say(language, "language.administrators"))
    said = WORDS.say(language, "language.choose", current=WORDS.say(language, "language.current"))
    row = [button(WORDS.say(language, f"button.{label}"), Verb.LANGUAGE, code) for code, label in _LABELS.items()]
    return send_message(incoming.place, texts.plain(said), keyboard([row]))


async def chosen(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Remember the language chosen for this chat."""
    code = pressing.fields(incoming, 1)[0]
    if code not in _CHOICES:
        return pressing.stale(incoming)
    if not await decides(incoming, desk):
        return [pressing.noted(incoming, WORDS.say(incoming.language, "language.administrators"))]
    language = _CHOICES[code]
    await desk.store.run(lambda transaction: chats.choose_language(transaction, incoming.chat, language))
    key = "language.automatic" if language is None else "language.chosen"
    said = WORDS.say(language or incoming.language, key)
    return [pressing.noted(incoming), *send_message(pressing.place_of(incoming), texts.plain(said))]


ROUTES: tuple[Route, ...] = (
    Route(named("ngonngu"), offered),
    *pressing.routes({Verb.LANGUAGE: chosen}),
)
