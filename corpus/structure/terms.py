"""The words that administrative documents are laid out with, from ``terms.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from hoi.corpus.normalise import fold


@dataclass(frozen=True, slots=True)
class Terms:
    """Kinds by their folded name, patterns that match at the start of a folded line, and folded surnames.

    ``proper`` matches what keeps its capital inside an agency's name.
    """

    kinds: dict[str, str]
    of_number: dict[str, str]
    annex_titles: tuple[str, ...]
    further_annex_titles: tuple[str, ...]
    offices: re.Pattern[str]
    agencies: re.Pattern[str]
    columns: re.Pattern[str]
    surnames: frozenset[str]
    proper: re.Pattern[str]


@lru_cache(maxsize=1)
def terms() -> Terms:
    """Return the words, read once."""
    table = tomllib.loads(files("hoi.corpus.structure").joinpath("terms.toml").read_text(encoding="utf-8"))
    return Terms(
        kinds={fold(kind): kind for kind in table["kinds"]},
        of_number=dict(table["of_number"]),
        annex_titles=tuple(table["annex_titles"]),
        further_annex_titles=tuple(table["further_annex_titles"]),
        offices=re.compile(rf"(?:pho )?(?:{'|'.join(table['offices'])})(?: [a-z ,-]+)?"),
        agencies=re.compile(rf"(?:{'|'.join(table['agencies'])})\b(?! hanh\b)"),  # not "ban hành"
        columns=_any_of(table["columns"]),
        surnames=frozenset(table["surnames"]),
        proper=re.compile(rf"\b(?:{'|'.join(table['proper'])})\b"),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})\b")
