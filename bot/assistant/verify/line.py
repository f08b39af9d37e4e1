"""A clause in the form it is compared in: its words in order, where they pause, its figures and times apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.verify.lexicon import Lexicon, lexicon, lowered
from hoi.bot.assistant.verify.names import FIRST, MASK, NUMBER
from hoi.corpus.figures import figures, numbered_days
from hoi.corpus.ledger.clauses import clauses
from hoi.corpus.model import Span

_N = r"\d+(?:[.,]\d+)*"
_DATE = r"\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}|(?:tháng\s+)?\d{1,2}/\d{4}(?![/\w])"
_TOKEN = re.compile(
    rf"(?P<date>{_DATE})|(?P<number>{NUMBER.pattern})"
    rf"|(?P<figure>{_N}\s*%?\s*(?:-|–|đến|tới|to)\s*{_N}(?:\s*%)?(?!\w)|{_N}(?:\s*%)?)|(?P<word>\w+)|(?P<pause>[^\w\s%°])"
)
_YEARS = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?")
_AND = frozenset(("và", "hoặc", "hay", "cùng", "and", "or"))
_AND_EDGES = frozenset((*_AND, "thì", "mà", "which", "that"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, in the form of ``corpus.figures``, before the word at ``at``; ``relation`` of a time, "to", "after"."""

    form: str
    at: int
    is_time: bool
    relation: str = ""
    ends: bool = False  # a pause follows: it says nothing of the next word


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a clause that carry its claim.

    ``pauses`` are the places of words that a pause stands before, ``joints`` holds, by the place of a word,
    the function words right before it.
    """

    words: tuple[str, ...]
    pauses: frozenset[int]
    joints: dict[int, tuple[str, ...]]
    figures: tuple[Figure, ...]
    said: str
    national: bool
    provincial: bool

    @property
    def times(self) -> dict[str, set[str]]:
        """The relations each date and year stands in."""
        found: dict[str, set[str]] = {}
        for each in self.figures:
            if each.is_time:
                found.setdefault(each.form, set()).add(each.relation)
        return found


@lru_cache(maxsize=8192)
def lines(text: str, language: Language) -> tuple[Line, ...]:
    """Return the clauses of a text: parted at semicolons and at the ends of sentences."""
    return tuple(line(each, language) for each in pieces(text))


def pieces(text: str) -> tuple[str, ...]:
    """Return the clauses of a text as they are printed; the stop of "No. 889" ends none."""
    text = text.replace("No. ", "No ")
    return tuple(each.span.of(text) for each in clauses(text, Span(0, len(text))))


@lru_cache(maxsize=8192)
def line(text: str, language: Language) -> Line:
    """Return one clause.

    >>> found = line("Đến năm 2025, giảm từ 5 - 8% mức tiêu hao", "vi")
    >>> found.words, [(each.form, each.relation) for each in found.figures]
    (('giảm', 'mức', 'tiêu', 'hao'), [('2025', 'to'), ('5-8%', '')])
    """
    return _Reader(lexicon(language)).read(text)


class _Reader:
    def __init__(self, known: Lexicon) -> None:
        self._known = known
        self._words: list[str] = []
        self._pauses: set[int] = set()
        self._joints: dict[int, tuple[str, ...]] = {}
        self._figures: list[Figure] = []
        self._said: list[str] = []
        self._time: list[str] = []  # words of time just read, which a figure may follow

    def read(self, text: str) -> Line:
        text, national, provincial = self._prepared(text)
        for match in _TOKEN.finditer(text):
            kind = str(match.lastgroup)
            if kind == "word":
                self._word(match[0])
            elif kind == "pause":
                self._pause()
                if match[0] == MASK or match[0] >= FIRST:  # what was taken out stood between
                    self._joints.pop(len(self._words), None)
            else:
                self._figure(kind, match[0])
        self._flush()
        return Line(
            tuple(self._words), frozenset(self._pauses), self._joints, tuple(self._figures),
            f" {' '.join(self._said)} ", national, provincial,
        )  # fmt: skip

    def _prepared(self, text: str) -> tuple[str, bool, bool]:
        known, text = self._known, " ".join(lowered(numbered_days(text)).split())
        for pattern, new in known.same:
            text = pattern.sub(new, text)
        national, provincial = bool(known.national.search(text)), bool(known.provincial.search(text))
        text = known.provincial.sub(" ", known.national.sub(" ", text))
        text = known.joined.sub(lambda match: match[0].replace(" ", "_"), text)
        return known.amounts.sub(lambda match: f"{match[1]}_ ", text), national, provincial

    def _word(self, word: str) -> None:
        if word in self._known.time:
            self._time.append(word)
            return
        self._flush()
        if word in _AND_EDGES:
            self._pause()
        elif word in self._known.function:
            self._join(word)
        else:
            self._words.append(word)
            self._said.append(word)

    def _pause(self) -> None:
        self._flush()
        self._pauses.add(len(self._words))
        if self._figures and self._figures[-1].at == len(self._words) and not self._figures[-1].ends:
            last = self._figures[-1]
            self._figures[-1] = Figure(last.form, last.at, last.is_time, last.relation, ends=True)

    def _figure(self, kind: str, printed: str) -> None:
        for form in sorted(figures(printed)) or [printed]:
            is_time = kind == "date" or bool(_YEARS.fullmatch(form))
            if kind == "date" and form.isdigit():
                continue
            relation = ""
            if is_time:
                relation = next((known for word in self._time if (known := self._known.time[word])), "")
                self._join(*self._time)
                self._time = []
            self._flush()
            self._figures.append(Figure(form, len(self._words), is_time or kind == "number", relation))
            self._said.append(form)

    def _join(self, *words: str) -> None:
        at = len(self._words)
        self._joints[at] = (*self._joints.get(at, ()), *words)

    def _flush(self) -> None:
        """Keep the words of time that no figure followed, as far as they are claims."""
        for word in self._time:
            if word in self._known.function:
                self._join(word)
            else:
                self._words.append(word)
                self._said.append(word)
        self._time = []
