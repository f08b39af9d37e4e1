"""What an answer is to be made of."""

from dataclasses import dataclass
from typing import Literal

from hoi.bot.assistant.cues import Field
from hoi.bot.assistant.listing import Place
from hoi.corpus.model import Document
from hoi.corpus.roadmap import Held

Kind = Literal[
    "provisions", "list", "roadmap", "ending", "field", "correction", "partial", "not_found", "refused",
    "unreadable",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """What an answer is to be made of; ``places`` are the provisions, best first, each with its document.

    ``records`` are the documents whose ``fields`` are asked for; ``steps`` those of the roadmap, in the order they are
    told, ``more`` those only named; ``missing`` is the document whose later parts may hold what was not found;
    ``doubted`` what the question names that no text holds, ``lacking`` the kind of thing asked for that the texts lack.
    """

    kind: Kind
    places: tuple[Place, ...] = ()
    fields: tuple[Field, ...] = ()
    records: tuple[Document, ...] = ()
    steps: tuple[Held, ...] = ()
    more: tuple[Held, ...] = ()
    doubted: tuple[str, ...] = ()
    lacking: str = ""
    missing: Document | None = None
    confidence: float = 1.0
