"""The grammar of agencies' names, made of the words in ``agencies.toml``: one compiled pattern of all of them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, Literal

from hoi.corpus.normalise import LOWER, UPPER, fold, nfc

Rank = Literal[
    "central", "ministry", "party", "province", "department", "unit", "district", "commune", "council", "association",
    "enterprise", "public", "group",
]  # fmt: skip
_UPPER, _LOWER = f"[{UPPER}]", f"[{LOWER}]"
CAPITALISED = rf"{_UPPER}[^\W\d_]*"
_SHORT_FORMS = tuple(
    (re.compile(short, re.IGNORECASE), full)
    for short, full in (
        (r"\bUBND\b", "Ủy ban nhân dân"), (r"\bH[ĐD]ND\b", "Hội đồng nhân dân"), (r"\bBQL\b", "Ban Quản lý"),
        (r"\b(?:UB ?)?MTTQ(?: ?VN)?\b", "Mặt trận Tổ quốc"), (r"\bTP\b\.?", "thành phố"), (r"\bT[ƯW]\b", "trung ương"),
    )
)  # fmt: skip


@lru_cache(maxsize=1)
def names() -> "Names":
    """Return the names known, and their pattern."""
    return Names(tomllib.loads(nfc(files("hoi.corpus").joinpath("agencies.toml").read_text(encoding="utf-8"))))


def written_out(text: str) -> str:
    """Return ``text`` with the short forms of common words written out.

    >>> written_out("UBND các huyện, TP. Lạng Sơn")
    'Ủy ban nhân dân các huyện, thành phố Lạng Sơn'
    """
    for short, full in _SHORT_FORMS:
        text = short.sub(full, text)
    return text


class Names:
    """The words of ``agencies.toml`` and what is made of them.

    A match of ``pattern`` has one of the groups ``committee``, ``sector``, ``name``, ``open`` and ``group``: the way
    the name is built, without the title before it.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table
        self._sectors = {fold(form): full for full, short in table["sectors"].items() for form in (full, *short)}
        self.successors: tuple[dict[str, Any], ...] = tuple(table["successor"])

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of one agency, with a title and "các" before it."""
        titles = _any(self._table["words"]["titles"])
        builds = {
            "committee": self._committee(), "sector": self._sector(), "name": self._name(),
            "open": rf"{self._heads}\s+{self._proper()}|{self._offices()}", "group": self._group(),
        }  # fmt: skip
        kinds = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in builds.items())
        before = rf"(?:{titles}\s+)?(?:[Cc]ác\s+(?={_UPPER}))?"
        return re.compile(rf"(?<!\w)(?=[{_UPPER[1:-1]}c]){before}(?:{kinds})(?!\w)")

    def full(self, name: str) -> str:
        """Return ``name`` with its short forms written out."""
        head, _, rest = name.partition(" ")
        sector = self._sectors.get(fold(rest).removesuffix(" tinh")) if fold(head) in ("bo", "so", "phong") else None
        return f"{head.capitalize()} {sector}" if sector else written_out(name)

    def rank(self, kind: str, name: str) -> Rank:
        """Return the rank of ``name``, built the way ``kind``."""
        if kind == "sector":
            return (
                "ministry"
                if fold(name).startswith("bo ")
                else "department"
                if fold(name).startswith("so ")
                else "district"
            )
        if kind == "committee":
            return self._first("committee", name) or "province"
        return self._first(kind, name.removeprefix("Các ").removeprefix("các ")) or "group"

    def _first(self, kind: str, name: str) -> Rank | None:
        """Return the rank whose word stands first in ``name``, the longest word where several do."""
        key = f" {fold(name)} "
        found = [(at, -len(word), rank) for word, rank in self._ranks[kind] if (at := key.find(word)) >= 0]
        return min(found)[2] if found else None

    @cached_property
    def _ranks(self) -> dict[str, list[tuple[str, Rank]]]:
        """The words that tell the rank of a name, by the way it is built."""
        tables: dict[str, dict[Rank, list[str]]] = {
            "committee": self._table["committees"]["places"], "name": self._table["names"],
            "open": self._table["heads"], "group": self._table["groups"],
        }  # fmt: skip
        return {
            kind: [(f" {fold(written_out(word))}", rank) for rank, words in ranks.items() for word in words]
            for kind, ranks in tables.items()
        }

    def _every(self, table: str) -> list[str]:
        return [word for words in self._table[table].values() for word in words]

    @cached_property
    def _heads(self) -> str:
        return _any(form for head in self._every("heads") for form in (head, head.upper()))

    @cached_property
    def _stops(self) -> str:
        return rf"{_any((*self._table['words']['stops'], 'trưởng'))}(?!\w)"

    @cached_property
    def _begins_another(self) -> str:
        """What cannot continue a name after a comma or "và"."""
        listed = self._table["words"]
        words = (*self._every("names"), *self._table["committees"]["names"], *listed["others"], *listed["titles"])
        return rf"(?:{self._heads}\s+{_UPPER}|{_any(words)}\b|{_any(self._every('groups'))}(?!\w))"

    def _proper(self) -> str:
        """Capitalised words and what belongs to them; a comma continues a name only when "và" closes it."""
        listed = self._table["words"]["compounds"]
        capital = rf"(?:{_any(each.capitalize() for each in listed)}(?!\w)|{CAPITALISED})"
        word = rf"(?:{capital}|{_any(listed)}(?!\w)|(?!{self._stops}){_LOWER}[^\W\d_]*)"
        part = rf"{capital}(?:\s+{word}){{0,9}}"
        other = rf"(?!{self._begins_another})"
        closed = rf"(?:,\s+{other}{part}){{0,4}},?\s+(?:và|VÀ)\s+{other}{word}(?:\s+{word}){{0,9}}"
        return rf"{part}(?:\s+[-–]\s+{other}{part}){{0,2}}(?:{closed})?"

    def _offices(self) -> str:
        """Names that begin in lower case, after heads that are no other word: "Tổng cục thuế", "Cục tin học"."""
        word = rf"(?!{self._stops}|bộ(?!\w))[^\W\d_]+"
        return rf"(?:Tổng\s+cục|Chi\s+cục|Cục|Vụ)\s+{word}(?:\s+(?:và\s+)?{word}){{0,7}}"

    def _name(self) -> str:
        level = r"(?:chi\s+nhánh\s+)?(?:tỉnh|huyện|thành\s+phố|các\s+cấp)"
        return rf"{_any(self._every('names'))}(?!\w)(?:\s+{level}(?:\s+{CAPITALISED}){{0,3}})?"

    def _sector(self) -> str:
        sectors = _any(form for full, short in self._table["sectors"].items() for form in (full, *short))
        one = rf"(?:tỉnh|thành\s+phố|TP\.?)(?:\s+{CAPITALISED}){{0,4}}"
        place = rf"(?:\s+{one}(?:(?:,|\s+và)\s+{one})*|\s+các\s+{self._places})?"
        return rf"(?:Bộ|BỘ|Sở|SỞ|Phòng|PHÒNG)\s+(?i:{sectors})(?![\w&]){place}"

    @cached_property
    def _places(self) -> str:
        kinds = _any(word for words in self._table["committees"]["places"].values() for word in words)
        return rf"{kinds}(?:(?:,|,?\s+và)\s+(?:các\s+)?{kinds})*(?:\s+trực\s+thuộc\s+[Tt]rung\s+ương|\s+liên\s+quan)?"

    def _committee(self) -> str:
        named = rf"{CAPITALISED}(?:\s+{CAPITALISED}){{0,3}}"
        more = rf"(?:(?:,|\s+và)\s+(?!{self._begins_another}){named})*"
        tails = rf"(?:\s+{_any(self._table['words']['tails'])})?"
        heads = _any(form for name in self._table["committees"]["names"] for form in (name, name.upper()))
        return rf"{heads}(?:\s+(?:các\s+|cấp\s+|mỗi\s+)?(?i:{self._places})(?:\s+{named}{more})?{tails})?"

    def _group(self) -> str:
        words = self._table["words"]
        nouns = rf"(?i:{_any(self._every('groups'))})(?!\w)"
        qualifier = rf"{_any(words['qualifiers'])}(?!\w)"
        which = rf"(?:\s+{qualifier}(?:(?:,|,?\s+và)?\s+{qualifier})*)?"
        return rf"[Cc]ác\s+{nouns}{which}(?:(?:,|,?\s+và|\s+-)\s+{nouns}{which})*(?:\s+{_any(words['tails'])})*"


def _any(words: Iterable[str]) -> str:
    """Return a pattern of any of ``words``, longest first, spaces as any blanks, in both spellings of tone marks."""
    forms = {form for word in words for form in (word, word.replace("Ủy", "Uỷ").replace("ủy", "uỷ"))}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered) + ")"
