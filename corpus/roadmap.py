"""The plastics roadmap: which provisions of which documents are its steps, in the order of their legal force."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual, Document, Provision
from hoi.corpus.normalise import nfc

State = Literal["applies", "coming", "past"]

_NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the provision that states it, and the document that sets it.

    ``who`` is whom it binds, ``places`` where it applies and ``outside`` what it says is not bound, in the provision's
    own words, empty when it names none; ``binding``: its ``kind`` of document binds people at large. ``since`` is the
    first day it applies, ``until`` the last; ``make``: to what is produced or imported, rather than used.
    ``exception`` is the provision without which it says too much, ``allows`` what its exceptions let, in their own
    words; ``remark`` is one on how it is carried out, ``printed`` one on how its sources print it, ``near`` are others
    on the same. ``about`` is what it is about alone: ``bags``, ``packaging`` with bags among it, or other plastic
    ``products``, empty for all; ``background``: told only in the whole roadmap.
    """

    document: str
    locator: str
    source: Bilingual
    kind: str
    binding: bool
    who: Bilingual = _NOTHING
    places: Bilingual = _NOTHING
    outside: Bilingual = _NOTHING
    since: date | None = None
    until: date | None = None
    make: bool = False
    exception: str = ""
    allows: Bilingual = _NOTHING
    remark: str = ""
    printed: str = ""
    near: tuple[str, ...] = ()
    about: Literal["bags", "packaging", "products", ""] = ""
    background: bool = False

    def state(self, today: date) -> State:
        """Return whether the step applies ``today``, is still to come or is over."""
        if self.until is not None and self.until < today:
            return "past"
        return "coming" if self.since is not None and self.since > today else "applies"

    def is_of(self, things: frozenset[str]) -> bool:
        """Tell whether the step is about one of these kinds of ``things``, of any where that is ``plastic`` or none."""
        known = {"bags", "packaging"} if self.about == "packaging" else {self.about}
        return not things or not self.about or bool((known | {"plastic"}) & things)

    def is_for(self, place: str) -> bool:
        """Tell whether the step names ``place`` (its Vietnamese name) as one where it applies."""
        return place in self.places.vi.lower()


@dataclass(frozen=True, slots=True)
class Held:
    """A step whose provision is held, with its document, and its exception and remark where they are held too."""

    step: Step
    document: Document
    provision: Provision
    exception: Provision | None = None
    remark: Provision | None = None

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """What is told of it, in this order."""
        return tuple(each for each in (self.provision, self.exception, self.remark) if each is not None)


@lru_cache(maxsize=1)
def steps() -> tuple[Step, ...]:
    """Return the steps in the order of legal force, those of one kind of document as written in ``roadmap.toml``.

    >>> steps()[1].source.vi
    'Nghị định số 08/2022/NĐ-CP'
    """
    table = tomllib.loads(nfc(files("hoi.corpus").joinpath("roadmap.toml").read_text(encoding="utf-8")))
    found = [_step(row, table["force"]) for row in table["step"]]
    return tuple(sorted(found, key=lambda step: table["force"]["kinds"].index(step.kind)))


def held(library: Library, scope: frozenset[str]) -> list[Held]:
    """Return the steps whose provisions ``library`` holds in the documents of ``scope``, in the order of ``steps``."""
    found = ((step, library.get(step.document)) for step in steps() if step.document in library)
    return [
        Held(
            step,
            document,
            document.by_locator[step.locator],
            exception=document.by_locator.get(step.exception),
            remark=document.by_locator.get(step.remark),
        )
        for step, document in found
        if step.document in scope and step.locator in document.by_locator
    ]


def _step(row: dict[str, Any], force: dict[str, list[str]]) -> Step:
    said: dict[str, Any] = {
        name: Bilingual(**value) if isinstance(value, dict) else value for name, value in row.items()
    }
    said["near"] = tuple(row.get("near", ()))
    kind = next(each for each in force["kinds"] if row["source"]["vi"].startswith(each))
    return Step(kind=kind, binding=kind in force["binding"], **said)
