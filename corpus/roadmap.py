"""The plastics roadmap: which provisions of which documents are its steps, in the order of their legal force."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual, Document, Provision
from hoi.corpus.normalise import nfc

_NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the provision that states it, and the document that sets it.

    ``who`` is whom or what it binds and ``places`` where it applies, in the provision's own words, empty when it names
    none; ``binding``: set by a kind of document that binds people at large.
    """

    document: str
    locator: str
    source: Bilingual
    binding: bool
    who: Bilingual = _NOTHING
    places: Bilingual = _NOTHING


@lru_cache(maxsize=1)
def steps() -> tuple[Step, ...]:
    """Return the steps in the order of legal force, those of one kind of document as written in ``roadmap.toml``.

    >>> steps()[0].source.vi
    'Nghị định số 08/2022/NĐ-CP'
    """
    table = tomllib.loads(nfc(files("hoi.corpus").joinpath("roadmap.toml").read_text(encoding="utf-8")))
    kinds, binding = table["force"]["kinds"], table["force"]["binding"]
    found = [_step(row, binding) for row in table["step"]]
    return tuple(sorted(found, key=lambda step: kinds.index(_kind(step.source))))


def held(library: Library, scope: frozenset[str]) -> list[tuple[Step, Document, Provision]]:
    """Return the steps whose provisions ``library`` holds in the documents of ``scope``, with them."""
    found = ((step, library.get(step.document)) for step in steps() if step.document in library)
    return [
        (step, document, document.by_locator[step.locator])
        for step, document in found
        if step.document in scope and step.locator in document.by_locator
    ]


def _step(row: dict[str, Any], binding: list[str]) -> Step:
    said = {name: Bilingual(**row[name]) for name in ("who", "places") if name in row}
    source = Bilingual(**row["source"])
    return Step(row["document"], row["locator"], source, _kind(source) in binding, **said)


def _kind(source: Bilingual) -> str:
    return source.vi.partition(" số ")[0]
