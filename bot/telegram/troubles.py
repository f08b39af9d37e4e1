"""What Telegram's refusals mean, told apart once and for all. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from hoi.bot.telegram.calls import Call


class Kind(Enum):
    """What became of a call, and with it what to do."""

    WAIT = auto()
    """Too many messages: the same again after ``seconds``."""
    UNREACHED = auto()
    """It did not arrive: the same again until nobody needs it any more."""
    FAILED = auto()
    """Telegram failed (5xx): the same again later."""
    UNKNOWN = auto()
    """It may have arrived: once more at most, for a doubled answer is bad, and a missing one worse."""
    UNCHANGED = auto()
    """The message is as wanted already: done."""
    LATE = auto()
    """Nobody waits for it any more: done."""
    VANISHED = auto()
    """The message to edit is gone: send it anew."""
    ASTRAY = auto()
    """The topic is gone: send it without."""
    MALFORMED = auto()
    """Telegram does not read the formatting: send it plain, and look for the bug."""
    DEAD = auto()
    """The chat takes no messages any more."""
    MUTED = auto()
    """The bot may not write there, or not this: whoever runs the chat decided so."""
    MOVED = auto()
    """The group became a supergroup: send it there."""
    REVOKED = auto()
    """The token is not valid any more."""
    REFUSED = auto()
    """Anything else: it would be refused again."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong: ``seconds`` to wait for WAIT, the chat ``to`` write to for MOVED."""

    kind: Kind
    seconds: float = 0.0
    to: int = 0


_PHRASES: tuple[tuple[str, Kind], ...] = (
    ("message is not modified", Kind.UNCHANGED),
    ("message to edit not found", Kind.VANISHED),
    ("message can't be edited", Kind.VANISHED),
    ("message_id_invalid", Kind.VANISHED),
    ("message to delete not found", Kind.UNCHANGED),
    ("message can't be deleted", Kind.LATE),
    ("query is too old", Kind.LATE),
    ("query_id_invalid", Kind.LATE),
    ("message thread not found", Kind.ASTRAY),
    ("topic_closed", Kind.MUTED),
    ("not enough rights", Kind.MUTED),
    ("have no rights", Kind.MUTED),
    ("need administrator rights", Kind.MUTED),
    ("write_forbidden", Kind.MUTED),
    ("chat_send_", Kind.MUTED),
    ("chat_restricted", Kind.MUTED),
    ("chat not found", Kind.DEAD),
    ("user not found", Kind.DEAD),
    ("group chat was deleted", Kind.DEAD),
    ("parse", Kind.MALFORMED),
    ("entit", Kind.MALFORMED),
    ("button_", Kind.MALFORMED),
)
"""Words of a description in small letters, and what they mean; from the Bot API server's own source, whose spelling
python-telegram-bot changes (`BUTTON_DATA_INVALID` becomes `Button_data_invalid`)."""

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)


def classify(error: TelegramError) -> Trouble:
    """Return what ``error`` means."""
    match error:
        case RetryAfter():
            return Trouble(Kind.WAIT, seconds=_seconds(error.retry_after))
        case ChatMigrated():
            return Trouble(Kind.MOVED, to=error.new_chat_id)
        case Forbidden():
            return Trouble(Kind.DEAD)
        case InvalidToken():
            return Trouble(Kind.REVOKED)
        case Conflict():
            return Trouble(Kind.FAILED)
        case BadRequest():
            return Trouble(_described(error.message.lower()))
    return Trouble(_fate(error))


def changed(call: Call, trouble: Trouble) -> Call | None:
    """Return what to send instead after ``trouble``; None when there is nothing better to try."""
    match trouble.kind:
        case Kind.MOVED:
            return call.having(chat_id=trouble.to)
        case Kind.ASTRAY:
            return call.having(message_thread_id=None)
        case Kind.VANISHED if call.method == "editMessageText":
            return Call("sendMessage", call.having(message_id=None).params, None, call.answers)
        case Kind.MALFORMED:
            plain = call.having(entities=None, caption_entities=None, parse_mode=None, reply_markup=None)
            return plain if plain.params != call.params else None
    return None


def _described(description: str) -> Kind:
    return next((kind for words, kind in _PHRASES if words in description), Kind.REFUSED)


def _fate(error: TelegramError) -> Kind:
    """Return whether a call without a sound answer was carried out; an answer of 5xx says that it was not."""
    if isinstance(error.__cause__, _NOT_SENT):
        return Kind.UNREACHED
    if isinstance(error, TimedOut) or isinstance(error.__cause__, httpx.TransportError):
        return Kind.UNKNOWN
    return Kind.FAILED


def _seconds(period: int | timedelta) -> float:
    return period.total_seconds() if isinstance(period, timedelta) else float(period)
