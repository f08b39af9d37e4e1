"""What changed after a document was issued: levels abolished, agencies merged, each with the statement that says so."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from hoi.corpus.model import Bilingual, Document
from hoi.corpus.normalise import nfc


@dataclass(frozen=True, slots=True)
class Change:
    """Texts older than ``since`` that contain ``words`` are explained by ``locator`` of ``document``.

    So are those of ``document`` itself where ``within``: they tell how things were before. ``note`` says it shortly
    beside an answer, in place of the statement itself and of that at ``covers``; both may be missing.
    """

    words: re.Pattern[str]
    since: date
    document: str
    locator: str
    within: bool = False
    note: Bilingual | None = None
    covers: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The document and the locator of the statement."""
        return self.document, self.locator


@lru_cache(maxsize=1)
def changes() -> tuple[Change, ...]:
    """Return the changes known, in the order they are to be told."""
    table = tomllib.loads(nfc(files("hoi.corpus").joinpath("changes.toml").read_text(encoding="utf-8")))
    return tuple(
        Change(
            re.compile(rf"\b(?:{row['words']})\b"),
            row["since"],
            row["document"],
            row["locator"],
            row.get("within", False),
            Bilingual(row["note_vi"], row["note_en"]) if "note_vi" in row else None,
            row.get("covers", ""),
        )
        for row in table["change"]
    )


def touching(document: Document, quote: str, today: date) -> list[Change]:
    """Return the changes that a reader of ``quote`` should know of on the day ``today``."""
    issued = document.metadata.issued_on
    return [
        each
        for each in changes()
        if each.since <= today
        and (document.id == each.document if each.within else issued is not None and issued < each.since)
        and each.words.search(quote)
    ]


def named(question: str, today: date) -> list[Change]:
    """Return the changes of what a question names, in whatever letters: its agency or its level may be no more."""
    asked = nfc(question).lower()
    return [
        each
        for each in changes()
        if each.since <= today and not each.within and re.search(each.words.pattern, asked, re.IGNORECASE)
    ]
