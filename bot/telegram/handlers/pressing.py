"""Presses of our buttons: which handler takes one, what is in it, and the acknowledgement that each of them gets."""

from telegram import CallbackQuery, Update

from hoi.bot.telegram.buttons import Press, Verb, pressed
from hoi.bot.telegram.calls import Call, answer_callback_query
from hoi.bot.telegram.incoming import Fits, Handler, Identity, Incoming, Route
from hoi.bot.telegram.place import Place
from hoi.bot.templates import render


def of(verb: Verb) -> Fits:
    """Return what fits a press with ``verb`` on a message of the bot."""

    def fits(update: Update, _me: Identity) -> bool:
        query = update.callback_query
        return query is not None and query.message is not None and pressed(query.data, verb) is not None

    return fits


def routes(handlers: dict[Verb, Handler]) -> tuple[Route, ...]:
    """Return the routes of handlers that do not ask the assistant."""
    return tuple(Route(of(verb), handler) for verb, handler in handlers.items())


def query_of(incoming: Incoming) -> CallbackQuery:
    """Return the press.

    Raises:
        TypeError: the update is none; the routes let no such update through.
    """
    if incoming.update.callback_query is None:
        raise TypeError("an update without a press")
    return incoming.update.callback_query


def fields(incoming: Incoming, count: int) -> tuple[str, ...]:
    """Return the fields of the press, as many as there should be; missing ones are empty, others are left out."""
    press = pressed(query_of(incoming).data) or Press(Verb.VIEW, ())
    return (press.fields + ("",) * count)[:count]


def place_of(incoming: Incoming) -> Place:
    """Return where a reply to the message of the button goes.

    Raises:
        TypeError: as ``query_of``.
    """
    message = query_of(incoming).message
    if message is None:
        raise TypeError("a press without a message")
    return Place.of(message)


def message_of(incoming: Incoming) -> int:
    """Return the number of the message that the button stands under."""
    message = query_of(incoming).message
    return message.message_id if message is not None else 0


def noted(incoming: Incoming, text: str | None = None) -> Call:
    """Return the acknowledgement of the press, with a few words that show for a moment."""
    return answer_callback_query(query_of(incoming).id, text[:200] if text else None)


def stale(incoming: Incoming) -> list[Call]:
    """Return the answer to a press that means nothing any more."""
    return [noted(incoming, render("telegram_stale", incoming.language))]
