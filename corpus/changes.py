"""What changed after a document was issued: levels abolished, agencies merged, each with the statement that says so."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from hoi.corpus.model import Document
from hoi.corpus.normalise import nfc


@dataclass(frozen=True, slots=True)
class Change:
    """Texts older than ``since`` that contain ``words`` are explained by ``locator`` of ``document``."""

    words: re.Pattern[str]
    since: date
    document: str
    locator: str


@lru_cache(maxsize=1)
def changes() -> tuple[Change, ...]:
    """Return the changes known, in the order they are to be told."""
    table = tomllib.loads(nfc(files("hoi.corpus").joinpath("changes.toml").read_text(encoding="utf-8")))
    return tuple(
        Change(re.compile(rf"\b(?:{row['words']})\b"), row["since"], row["document"], row["locator"])
        for row in table["change"]
    )


def touching(document: Document, quote: str, today: date) -> list[Change]:
    """Return the changes that a reader of ``quote`` should know of on the day ``today``."""
    issued = document.metadata.issued_on
    if issued is None:
        return []
    return [each for each in changes() if issued < each.since <= today and each.words.search(quote)]
