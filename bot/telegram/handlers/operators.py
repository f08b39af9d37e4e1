"""/stats, /baotri and /thongbao: for operators, in a private chat; to anybody else they do not exist."""

from collections.abc import Awaitable, Callable, Sequence

from telegram.constants import ChatType, MessageEntityType

from hoi.bot.store import Transaction, broadcasts, census, flags
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import command_of
from hoi.bot.telegram.answered import token_of
from hoi.bot.telegram.buttons import Verb, button, keyboard
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.draft import Draft, Part
from hoi.bot.telegram.handlers import commands, pressing
from hoi.bot.telegram.handlers.commands import named, tell
from hoi.bot.telegram.incoming import Desk, Handler, Incoming, Route
from hoi.bot.telegram.screen import WORDS
from hoi.bot.templates import render

MAX_BROADCAST = 3_000
"""Characters of a broadcast: with its heading one message."""
_ON, _OFF = {"bat", "on", "bật"}, {"tat", "off", "tắt"}
Work = Callable[[Incoming, Desk, str], Awaitable[Sequence[Call]]]


def operators_only(work: Work) -> Handler:
    """Return the handler of an operators' command; anybody else is answered as to a command nobody knows."""

    async def handle(incoming: Incoming, desk: Desk) -> Sequence[Call]:
        private = incoming.message.chat.type == ChatType.PRIVATE
        if not is_operator(incoming, desk):
            return await commands.help_(incoming, desk) if private else []
        if not private:
            return tell(incoming, WORDS.say(incoming.language, "operator.private"))
        command = command_of(incoming.message, desk.me)
        return await work(incoming, desk, command.rest if command is not None else "")

    return handle


def is_operator(incoming: Incoming, desk: Desk) -> bool:
    """Tell whether an operator sent the update; an anonymous administrator or a channel is none."""
    user = incoming.update.effective_user
    return user is not None and not user.is_bot and user.id in desk.aids.operators


async def stats(incoming: Incoming, desk: Desk, _words: str) -> Sequence[Call]:
    """Say how much there is of everything."""
    found = await desk.store.run(census.take)
    return tell(incoming, render("telegram_stats", incoming.language, census=found, documents=len(desk.library)))


async def maintenance(incoming: Incoming, desk: Desk, words: str) -> Sequence[Call]:
    """Begin or end maintenance, or say whether it is on."""
    word, _, note = words.partition(" ")
    now, language = int(incoming.received.timestamp()), incoming.language
    if word.lower() in _ON:
        await desk.store.run(lambda transaction: flags.raise_(transaction, "maintenance", note.strip(), now))
        return tell(incoming, WORDS.say(language, "operator.closed"))
    if word.lower() in _OFF:
        await desk.store.run(lambda transaction: flags.lower(transaction, "maintenance"))
        return tell(incoming, WORDS.say(language, "operator.opened"))
    note_now = await desk.store.run(lambda transaction: flags.note(transaction, "maintenance"))
    return tell(incoming, WORDS.say(language, "operator.state_open" if note_now is None else "operator.state_closed"))


async def broadcast(incoming: Incoming, desk: Desk, words: str) -> Sequence[Call]:
    """Show what would be sent and to how many chats; it goes out when that is confirmed."""
    language, now = incoming.language, int(incoming.received.timestamp())
    if not words or len(words) > MAX_BROADCAST:
        return tell(incoming, WORDS.say(language, "operator.broadcast_usage"))
    token = token_of(desk.pseudonyms, "broadcast", incoming.update.update_id)

    def keep(transaction: Transaction) -> int:
        broadcasts.draft(transaction, token, words, now)
        return len(broadcasts.recipients(transaction))

    count = await desk.store.run(keep)
    if not count:
        return tell(incoming, WORDS.say(language, "operator.broadcast_none"))
    send = button(WORDS.say(language, "button.send", count=count), Verb.BROADCAST, token, 1)
    drop = button(WORDS.say(language, "button.drop"), Verb.BROADCAST, token, 0)
    preview = texts.plain(WORDS.say(language, "operator.broadcast_preview", count=count))
    return [
        *send_message(incoming.place, preview),
        *send_message(incoming.place, announced(words, language), keyboard([[send], [drop]])),
    ]


async def confirmed(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Let a broadcast go out, or drop it; the rounds of the bot send it."""
    token, yes = pressing.fields(incoming, 2)
    if not is_operator(incoming, desk):
        return pressing.stale(incoming)
    decide = broadcasts.confirm if yes == "1" else broadcasts.drop
    done = await desk.store.run(lambda transaction: decide(transaction, token))
    if not done:
        return pressing.stale(incoming)
    said = WORDS.say(incoming.language, "operator.broadcast_sent" if yes == "1" else "operator.broadcast_dropped")
    return [pressing.noted(incoming), *send_message(pressing.place_of(incoming), texts.plain(said))]


def announced(text: str, language: str) -> tuple[Part, ...]:
    """Return a broadcast as its readers see it."""
    draft = Draft()
    draft.add(WORDS.say(language, "operator.broadcast_head"), MessageEntityType.BOLD)
    with draft.block():
        draft.add(text)
    return draft.parts()


ROUTES: tuple[Route, ...] = (
    Route(named("stats"), operators_only(stats)),
    Route(named("baotri"), operators_only(maintenance)),
    Route(named("thongbao"), operators_only(broadcast)),
    *pressing.routes({Verb.BROADCAST: confirmed}),
)
