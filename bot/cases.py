"""Questions whose right answer is known: the format of the question files."""

import hashlib
from itertools import repeat
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict

from hoi.bot.records import records
from hoi.bot.wording import says

Expect = Literal["answer", "partial", "abstain"]
Half = Literal["tune", "unseen"]

_PLAN = "kh-235-2021"
"""The document that a gold locator without a document means."""


class Case(BaseModel):
    """One question of a set, with what a right answer cites, says and does not say."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    intent: str = ""
    question: str
    history: tuple[str, ...] = ()
    form: str
    category: str
    audience: str
    expect: Expect
    gold: tuple[str, ...] = ()
    all_required: tuple[str, ...] = ()
    must_include: tuple[tuple[str, ...], ...] = ()
    en_alt: tuple[tuple[str, ...], ...] = ()
    must_not_include: tuple[str, ...] = ()
    polarity: Literal["yes", "no"] | None = None
    correction_ok: bool = False

    @property
    def accepted(self) -> tuple[str, ...]:
        """The citations that may come first, as ``document:locator``."""
        return tuple(_full(each) for each in self.gold)

    @property
    def required(self) -> tuple[str, ...]:
        """The citations that may not lack, as ``document:locator``."""
        return tuple(_full(each) for each in self.all_required)

    @property
    def half(self) -> Half:
        """The half it belongs to, all wordings of one intent to the same: the unseen half stays unseen."""
        return "unseen" if hashlib.sha256(self.intent.encode()).digest()[0] % 2 else "tune"

    def lacking(self, text: str) -> tuple[str, ...]:
        """Return each group of phrases of which ``text`` says none; their English forms count as well."""
        english = (*self.en_alt, *repeat((), len(self.must_include)))
        return tuple(
            " | ".join(group)
            for group, alternatives in zip(self.must_include, english, strict=False)
            if not any(says(text, phrase) for phrase in (*group, *alternatives))
        )


def read_cases(stream: IO[bytes]) -> list[Case]:
    """Read a question file, one JSON object a line.

    Raises:
        InputError: a line is not a question of this format; names the line.
    """
    return [case for _, case in records(stream, Case)]


def _full(locator: str) -> str:
    return locator if ":" in locator else f"{_PLAN}:{locator}"
