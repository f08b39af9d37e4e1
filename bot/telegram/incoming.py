"""What a handler is given, and what a handler is.

A handler is a plain async function from one stored update to the calls that answer it. It sends nothing: its calls are
stored in one transaction first, so that a killed process neither loses nor repeats an answer. What it writes to the
store itself must be safe to write twice (keyed by ``update.update_id`` or the like), because an update whose calls
were not yet stored when the process died is handled again.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram import MaybeInaccessibleMessage, Message, Update

from hoi.bot.assistant.answer import Language
from hoi.bot.clock import Clock
from hoi.bot.store import Store
from hoi.bot.store.meanings import Whose
from hoi.bot.store.pseudonyms import Pseudonyms
from hoi.bot.telegram.aids import Aids
from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.place import Place
from hoi.bot.worker import Ask
from hoi.corpus.library import Library


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is: its id and its name, without the ``@``."""

    id: int
    name: str


Administrators = Callable[[int], Awaitable[frozenset[int]]]
"""Asks Telegram for the numbers of the people who run the group with this number; none when it cannot be asked."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What handlers work with: the assistant, the documents, the state, the time, who the bot is, the aids."""

    ask: Ask
    library: Library
    store: Store
    pseudonyms: Pseudonyms
    now: Clock
    me: Identity
    aids: Aids
    administrators: Administrators


@dataclass(frozen=True, slots=True)
class Incoming:
    """One stored update: what it says, in which language to answer, and when it was received.

    ``chat`` and ``user`` are pseudonyms, the only names under which anything may be stored. ``closed`` is the note of
    the operators while the bot is under maintenance, else None.
    """

    update: Update
    language: Language
    received: datetime
    chat: str
    user: str
    closed: str | None = None

    @property
    def whose(self) -> Whose:
        """Return under whose names something may be stored."""
        return Whose(self.chat, self.user)

    @property
    def message(self) -> Message:
        """Return the message, of whichever kind: new, edited, of a business account, of a guest.

        Raises:
            TypeError: the update has none; a route lets no such update through to a handler of messages.
        """
        message = self.update.effective_message
        if not isinstance(message, Message):
            raise TypeError("an update without a message")
        return message

    @property
    def place(self) -> Place:
        """Return where a reply to the message goes; also to one too old to be read, under a button.

        Raises:
            TypeError: as above.
        """
        return Place.of(self._any_message)

    @property
    def message_id(self) -> int:
        """Return the number of the message, also of one too old to be read.

        Raises:
            TypeError: as above.
        """
        return self._any_message.message_id

    @property
    def _any_message(self) -> MaybeInaccessibleMessage:
        message = self.update.effective_message
        if message is None:
            raise TypeError("an update without a message")
        return message


Handler = Callable[[Incoming, Desk], Awaitable[Sequence[Call]]]
"""One stored update in, the calls that answer it out, in the order in which they are to be made."""

Fits = Callable[[Update, Identity], bool]
"""Whether a handler takes an update; pure, and asked of each route in turn."""


Admits = Callable[[Incoming, Desk], Awaitable[bool]]
"""Whether an update that fits may be handled at all, by what the store knows; asked before anything is said."""


async def everybody(_incoming: Incoming, _desk: Desk) -> bool:
    """Admit every update."""
    return True


@dataclass(frozen=True, slots=True)
class Route:
    """A handler and the updates it takes; the first route that fits takes an update.

    ``shows_typing`` is for handlers that ask the assistant: the person sees at once that an answer is on its way. What
    ``admits`` turns away is left alone. What ``counts`` uses up what a person and a chat may ask. What ``pauses`` is
    not handled during maintenance.
    """

    fits: Fits
    handle: Handler
    shows_typing: bool = False
    admits: Admits = everybody
    counts: bool = True
    pauses: bool = True
