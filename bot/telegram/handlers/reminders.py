"""/nhac: what a chat wants to be reminded of: list, add, cancel."""

from collections.abc import Sequence

from hoi.bot import ledger_words
from hoi.bot.reminders import concerned, next_day
from hoi.bot.store import Transaction, subscriptions
from hoi.bot.store.subscriptions import Kind, Subscription
from hoi.bot.telegram import message as texts
from hoi.bot.telegram import reminder_screens as screens
from hoi.bot.telegram.addressing import command_of
from hoi.bot.telegram.answered import token_of
from hoi.bot.telegram.buttons import Verb, number
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.handlers import pressing
from hoi.bot.telegram.handlers.commands import named
from hoi.bot.telegram.handlers.deciding import decides
from hoi.bot.telegram.handlers.reading import named_in
from hoi.bot.telegram.handlers.tables import today
from hoi.bot.telegram.incoming import Desk, Incoming, Route
from hoi.bot.telegram.place import Place
from hoi.bot.telegram.references import Reference, find
from hoi.bot.telegram.screen import WORDS
from hoi.corpus.agencies import Agency, answers_to
from hoi.corpus.agencies import find as agencies_in

MAX_OF_CHAT = 20
_MAX_PAGES = 10_000
_WANTED = 60
_KINDS: dict[str, Kind] = {screens.DEADLINE: "deadline", screens.AGENCY: "agency", screens.DOCUMENT: "document"}


async def listed(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """List the reminders of the chat; with the name of an agency or a document, add one."""
    command = command_of(incoming.message, desk.me)
    words = command.rest if command is not None else ""
    unknown: list[Call] = []
    if words:
        wished = _named(words, desk)
        if wished is not None:
            return await _subscribed(*wished, incoming, desk, incoming.place)
        said = WORDS.say(incoming.language, "reminder.unknown", wanted=words[:_WANTED])
        unknown = send_message(incoming.place, texts.plain(said))
    return [*unknown, *await _list(incoming, desk, incoming.place)]


async def offered(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Show what one can be reminded of, in the message of the button."""
    kind, page = pressing.fields(incoming, 2)
    wished, day = number(page, _MAX_PAGES), today(desk.now)
    language, aids = incoming.language, desk.aids
    screen = None if wished is None else screens.menu(kind, wished, aids.ledger, desk.library, day, language)
    if screen is None:
        return pressing.stale(incoming)
    return [pressing.noted(incoming), *screen.shown(pressing.place_of(incoming), pressing.message_of(incoming))]


async def wished(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Add the reminder behind a button."""
    kind, chosen = pressing.fields(incoming, 2)
    subject = _subject(kind, chosen, desk)
    if subject is None:
        return pressing.stale(incoming)
    place = pressing.place_of(incoming)
    return [pressing.noted(incoming), *await _subscribed(_KINDS[kind], subject, incoming, desk, place)]


async def cancelled(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """End a reminder of this chat, for who asked for it or runs the group."""
    which = pressing.fields(incoming, 1)[0]
    held = await desk.store.run(lambda transaction: subscriptions.of_chat(transaction, incoming.chat))
    others = any(each.id == which and each.person != incoming.user for each in held)
    if others and not await decides(incoming, desk):
        return [pressing.noted(incoming, WORDS.say(incoming.language, "reminder.others"))]
    gone = await desk.store.run(lambda transaction: subscriptions.cancel(transaction, incoming.chat, which))
    said = WORDS.say(incoming.language, "reminder.cancelled" if gone else "reminder.gone")
    return [pressing.noted(incoming, said), *(await _list(incoming, desk, pressing.place_of(incoming)) if gone else ())]


async def _list(incoming: Incoming, desk: Desk, place: Place) -> list[Call]:
    found = await desk.store.run(lambda transaction: subscriptions.of_chat(transaction, incoming.chat))
    return screens.listed(found, desk.library, incoming.language).sent(place)


async def _subscribed(kind: Kind, subject: str, incoming: Incoming, desk: Desk, place: Place) -> list[Call]:
    """Add a reminder and say so, with the next day it is about."""
    language, day = incoming.language, today(desk.now)
    coming = next_day(concerned(desk.aids.ledger, kind, subject), day)
    if kind == "deadline" and coming is None:
        return send_message(place, texts.plain(WORDS.say(language, "reminder.past")))
    new = Subscription(
        token_of(desk.pseudonyms, "subscription", incoming.update.update_id), incoming.user, incoming.chat,
        place.chat, place.topic, language, kind, subject, int(incoming.received.timestamp()),
    )  # fmt: skip
    outcome = await desk.store.run(lambda transaction: _added(transaction, new))
    about = screens.subject(kind, subject, desk.library, language)
    said = [WORDS.say(language, f"reminder.{outcome}", subject=about, count=MAX_OF_CHAT)]
    if outcome != "full" and coming is not None:
        left = ledger_words.left(coming, day, language)
        said.append(WORDS.say(language, "reminder.next", day=ledger_words.day(coming, language), left=left))
    elif outcome != "full":
        said.append(WORDS.say(language, "reminder.no_deadline"))
    if outcome == "added":
        said.append(WORDS.say(language, "reminder.how"))
    return send_message(place, texts.plain("\n\n".join(said)))


def _added(transaction: Transaction, new: Subscription) -> str:
    """Add a subscription and return what became of it: ``added``, ``there`` already, or the chat is ``full``."""
    held = subscriptions.of_chat(transaction, new.chat)
    if any(each.id == new.id for each in held):
        return "added"  # by this very update, handled before
    if any((each.kind, each.subject) == (new.kind, new.subject) for each in held):
        return "there"
    if len(held) >= MAX_OF_CHAT:
        return "full"
    return "added" if subscriptions.add(transaction, new) else "there"


def _subject(kind: str, chosen: str, desk: Desk) -> str | None:
    """Return what a button offers to remind of; None for what is not offered."""
    if kind == screens.AGENCY:
        return next((name for name in screens.agencies(desk.aids.ledger) if screens.digest(name) == chosen), None)
    found = find(desk.library, Reference.decode(chosen)) if kind in _KINDS else None
    if found is None or (kind == screens.DEADLINE) != (found.provision is not None):
        return None
    return found.document.id if found.provision is None else f"{found.document.id} {found.provision.locator}"


def _named(words: str, desk: Desk) -> tuple[Kind, str] | None:
    """Return the document or the agency that ``words`` name."""
    held = named_in(words, desk.library)
    if held is not None:
        return "document", held.document.id
    known = next(
        (name for name in screens.agencies(desk.aids.ledger) if answers_to(Agency(name, "department"), words)), None
    )
    mention = next(iter(agencies_in(words)), None)
    name = known or (mention.agency.name if mention is not None else None)
    return ("agency", name) if name else None


ROUTES: tuple[Route, ...] = (
    Route(named("nhac"), listed),
    *pressing.routes({Verb.REMINDERS: offered, Verb.REMIND: wished, Verb.CANCEL: cancelled}),
)
