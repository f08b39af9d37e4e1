"""What a target measures and of whom, from the words before and after its figure.

A share says of a subject what it does ("90% khu công nghiệp | được phổ biến …"); a change and a level name the measure,
the subject after "của" ("5 - 8% mức tiêu hao … của các ngành …"); a count names what is done and the things counted.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from hoi.corpus.ledger.clauses import trimmed
from hoi.corpus.ledger.figure import Figure
from hoi.corpus.ledger.grammar import words
from hoi.corpus.model import Span

_FLAGS = re.IGNORECASE
_CHANGE = re.compile(r"(cắt\s+giảm|giảm|tăng|tiết\s+kiệm)(?:\s+(?:được|thêm|bình\s+quân|từ))*\s*$", _FLAGS)
_LEVEL = re.compile(
    r"(?:(?:được|phải)\s+)?(?:(?:đạt|chiếm|ở\s+mức|còn|xuống|lên|là|bằng)(?:\s+tỷ\s+lệ)?|không\s+vượt\s+quá)\s*$"
    r"|(?:tăng|giảm|nâng)\s*$", _FLAGS,
)  # fmt: skip
_RAISE = re.compile(
    r"(?:nâng(?:\s+cao)?|tăng|giảm|đưa|duy\s+trì|bảo\s+đảm|đảm\s+bảo)\s+(?=(?:tỷ|tỉ)\s+lệ|số|mức|lượng)", _FLAGS
)
_WISH = re.compile(r"(?:^|\s)(?:phấn\s+đấu|đặt\s+mục\s+tiêu|phải|cần)\s*$", _FLAGS)
_EACH = re.compile(r"(?:mỗi|các|toàn|từng)\s", _FLAGS)
_FILLERS = re.compile(r"(?:\s+(?:cho|được|từ|khoảng|lên|thêm|đạt|là|bình\s+quân))+\s*$", _FLAGS)
_BASE = re.compile(r"[\s,]*(?:\(|so\s+với|như\s*:|,\s*(?:như|bao\s+gồm|gồm|trong\s+đó)\b|như\s+sau)", _FLAGS)
_ENDED = re.compile(r"[\s,]*(?:vào\s+năm\s+20\d\d|trở\s+(?:lên|xuống))?[\s.,;]*")
_OF = re.compile(r"\s+của\s+(?:cả\s+nước\s*)?", _FLAGS)
_SHARE = re.compile(r"(?:tỷ|tỉ)\s+lệ\s+(?:số\s+)?", _FLAGS)
_NEAR = 60  # a verb that binds the figure stands right before it


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured or done, of whom or to what, and the figure, a change if its verb says so."""

    words: Span
    subject: Span | None
    figure: Figure


def measure(text: str, clause: Span, figure: Figure) -> Measure:
    """Return what ``figure`` measures in ``clause``; the whole clause when it says nothing else ("tăng 3%")."""
    found = _measure(text, clause, figure)
    return found if found.words.start < found.words.end else Measure(clause, found.subject, found.figure)


def _measure(text: str, clause: Span, figure: Figure) -> Measure:
    head = trimmed(text, clause.start, figure.words.start)
    tail = trimmed(text, figure.words.end, clause.end)
    change = _before(_CHANGE, text, head)
    if change is not None and not figure.is_level:
        figure = figure.changing(change[1], change.span(1))
        head = trimmed(text, head.start, change.start())
    rest = tail.of(text)
    ended = not rest or bool(_BASE.match(rest) or _ENDED.fullmatch(rest))
    found = _Words(text, head, tail)
    if head.start < head.end and ended and not figure.is_count:
        return Measure(*found.level(), figure)
    if change is not None:
        return Measure(*found.changed(), figure)
    if figure.is_share:
        return Measure(*found.share(), figure)
    return Measure(*found.count(figure), figure)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words before and after a figure; each way to read them returns the measure and its subject."""

    text: str
    head: Span
    tail: Span

    def level(self) -> tuple[Span, Span | None]:
        """Before the verb stands the measure; its subject is what "tỷ lệ" is of, or stands after "của"."""
        level = _before(_LEVEL, self.text, self.head)
        raised = _RAISE.match(self.text, self.head.start, self.head.end)
        start, end = raised.end() if raised else self.head.start, level.start() if level else self.head.end
        whole = trimmed(self.text, start, end)
        share = _SHARE.match(self.text, whole.start, whole.end)
        acts = _predicates().search(self.text, share.end(), whole.end) if share else None
        if share is not None and acts is not None:
            return whole, Span(share.end(), acts.start())
        return self._parted_by_of(whole)

    def changed(self) -> tuple[Span, Span | None]:
        """After the figure stands the measure; its subject stands before the verb, or after "của"."""
        whole = Span(self.tail.start, self._base(self.tail.start, self.tail.end))
        wish = _before(_WISH, self.text, self.head)
        who = trimmed(self.text, self.head.start, wish.start() if wish else self.head.end)
        return (whole, who) if who.start < who.end else self._parted_by_of(whole)

    def share(self) -> tuple[Span, Span | None]:
        """After the figure stands whose share it is and what they do; else what is done stands before it."""
        whole = Span(self.tail.start, self._base(self.tail.start, self.tail.end))
        done, subject = self._parted_by_verb(whole)
        if self.head.start < self.head.end and subject is None:
            return self._without_fillers(self.head), whole
        return done, subject

    def count(self, figure: Figure) -> tuple[Span, Span | None]:
        """Before the figure stands what is done, after it the things counted with all their words."""
        each = _EACH.match(self.text, self.head.start, self.head.end)
        acts = _predicates().search(self.text, self.head.start, self.head.end) if each else None
        done = self._without_fillers(Span(acts.start() + 1, self.head.end) if acts else self.head)
        start = figure.unit.start if figure.is_count and figure.unit else self.tail.start
        things = Span(start, self._base(start, self.tail.end))
        return (done, things) if done.start < done.end else self._parted_by_verb(things)

    def _parted_by_of(self, whole: Span) -> tuple[Span, Span | None]:
        of = _OF.search(self.text, whole.start, whole.end)
        if of is None:
            return whole, None
        return Span(whole.start, of.start()), trimmed(self.text, of.end(), self._base(of.end(), whole.end))

    def _parted_by_verb(self, whole: Span) -> tuple[Span, Span | None]:
        acts = _predicates().search(self.text, whole.start, whole.end)
        if acts is None:
            return whole, None
        return Span(acts.start() + 1, whole.end), Span(whole.start, acts.start())

    def _base(self, start: int, end: int) -> int:
        """Return where examples or the base year begin, else ``end``."""
        base = _BASE.search(self.text, start, end)
        return trimmed(self.text, start, base.start() if base else end).end

    def _without_fillers(self, span: Span) -> Span:
        filler = _before(_FILLERS, self.text, span)
        return trimmed(self.text, span.start, filler.start() if filler else span.end)


def _before(pattern: re.Pattern[str], text: str, span: Span) -> re.Match[str] | None:
    """Return the match of ``pattern`` at the end of ``span``."""
    return pattern.search(text, max(span.start, span.end - _NEAR), span.end)


@lru_cache(maxsize=1)
def _predicates() -> re.Pattern[str]:
    return re.compile(rf"(?<!người)\s(?:{'|'.join(words('predicates'))})(?!\w)")
