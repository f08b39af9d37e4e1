"""What handlers work with besides the assistant: ledger, pictures, search, the web page's address, operators."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from hoi.bot.assistant.answer import Language
from hoi.bot.ledger import Ledger
from hoi.bot.pictures.studio import Studio
from hoi.bot.telegram.references import Reference

Find = Callable[[str, Language], Awaitable[Sequence[Reference]]]
"""Words in, the provisions that fit them out, best first."""


@dataclass(frozen=True, slots=True)
class Aids:
    """The aids of one bot; ``operators`` are Telegram's numbers of the people who may run it."""

    ledger: Ledger
    studio: Studio
    find: Find
    public_url: str | None = None
    operators: frozenset[int] = frozenset()
