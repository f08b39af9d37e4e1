"""Text to provisions: the outline of Vietnamese administrative documents, one line at a time.

A *kế hoạch* is numbered ``I. / 1. / a) / - / +``; a *quyết định* or *nghị định* by ``Chương / Mục / Điều / 1. / a)``.
Each line is one paragraph (the readers have joined broken lines), so its first characters say what it is. Time is
linear in the text, and no input raises.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hoi.corpus.model import Kind, Provision, Span
from hoi.corpus.normalise import fold


@dataclass(frozen=True, slots=True)
class _Marker:
    """How one kind of unit is printed, and its segment of a locator (contract: "Document ids and locators")."""

    kind: Kind
    pattern: re.Pattern[str]
    rank: int
    segment: str
    content_at: str = "start"  # "start": the span includes the printed label; "end": it begins after the mark


_MARKERS = (
    _Marker("chuong", re.compile(r"(?i:chương)\s+([IVXLC]+|\d+)\b[.:]?\s*"), 2, "chuong-{0}"),
    _Marker("muc", re.compile(r"(?i:mục)\s+(\d+)\b[.:]?\s*"), 3, "muc-{0}"),
    _Marker("dieu", re.compile(r"(?i:điều)\s+(\d+[a-zđ]?)\b[.:]?\s*"), 4, "dieu-{0}"),
    _Marker("phan", re.compile(r"((?=[IVXLC])(?:X[LC]|L?X{0,3})(?:IX|IV|V?I{0,3}))[.]\s+"), 1, "{0}"),
    _Marker("khoan", re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.\s+(?=\S)"), 5, ".{0}"),
    _Marker("diem", re.compile(r"([a-zđ])\)\s+(?=\S)"), 6, ".{0}"),
    _Marker("dash", re.compile(r"([-–—])\s*(?=[^\s\-–—])"), 7, "#{0}", "end"),
    _Marker("plus", re.compile(r"([+*])\s*(?=[^\s+*])"), 8, "{0}", "end"),
)
_PREAMBLE = re.compile(r"(?i:căn cứ|xét đề nghị|xét|theo đề nghị|thực hiện)\s")
_LINE = re.compile(r"[^\n]+")
_CUT = re.compile(r"\[?(?:\.{3}|…)\]?\s*")


@dataclass(slots=True)
class _Open:
    """A unit that later lines may still belong to."""

    rank: int
    locator: str
    kind: Kind
    title: str
    heading: tuple[str, ...]
    dashes: int = 0
    paragraphs: int = 0


def parse(text: str) -> tuple[Provision, ...]:
    r"""Return the provisions of ``text`` (NFC, one paragraph a line) in the order they stand.

    >>> [p.locator for p in parse("KẾ HOẠCH\nI. MỤC TIÊU\n1. Đến 2025\n- 85% siêu thị.\n+ Một.")]
    ['meta', 'I', 'I.1', 'I.1#1', 'I.1#1.1']
    """
    return tuple(_Parser(text).run())


def truncated_at(text: str) -> str | None:
    """Return the locator of the unit inside which ``text`` breaks off with an ellipsis line, or None."""
    last = next((match for match in reversed(list(_LINE.finditer(text))) if match[0].strip()), None)
    if last is None or not _CUT.fullmatch(last[0].strip()):
        return None
    before = [provision for provision in parse(text) if provision.span.end <= last.start()]
    return before[-1].locator if before else None


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[_Open] = []
        self._used: dict[str, int] = {}

    def run(self) -> Iterator[Provision]:
        lines = [match.span() for match in _LINE.finditer(self._text) if match[0].strip()]
        body = next((n for n, (start, end) in enumerate(lines) if self._opens_body(start, end)), len(lines))
        preamble = next((n for n in range(body) if self._is_preamble(*lines[n])), body)
        yield from self._block("meta", lines[:preamble])
        yield from self._block("preamble", lines[preamble:body])
        for start, end in lines[body:]:
            yield from self._line(start, end)

    def _opens_body(self, start: int, end: int) -> bool:
        found = self._marker(start, end)
        return found is not None and found[0].kind not in ("dash", "plus", "diem")

    def _is_preamble(self, start: int, end: int) -> bool:
        return bool(_PREAMBLE.match(self._text, start, end)) and not self._text[start:end].isupper()

    def _block(self, kind: Kind, lines: list[tuple[int, int]]) -> Iterator[Provision]:
        if lines:
            span = self._trim(lines[0][0], lines[-1][1])
            yield Provision(kind, kind, "", span.of(self._text), span, None, ())

    def _line(self, start: int, end: int) -> Iterator[Provision]:
        if _CUT.fullmatch(self._text[start:end].strip()):
            return
        found = self._marker(start, end)
        if found is None:
            yield self._paragraph(start, end)
        else:
            yield self._unit(*found, end)

    def _marker(self, start: int, end: int) -> tuple[_Marker, re.Match[str]] | None:
        start = self._trim(start, end).start
        for marker in _MARKERS:
            match = marker.pattern.match(self._text, start, end)
            if match is not None and not (marker.kind == "plus" and not self._under_dash()):
                return marker, match
        return None

    def _under_dash(self) -> bool:
        return any(unit.kind == "dash" for unit in self._stack)

    def _unit(self, marker: _Marker, match: re.Match[str], end: int) -> Provision:
        while self._stack and self._stack[-1].rank >= marker.rank:
            self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        span = self._trim(match.end() if marker.content_at == "end" else match.start(), end)
        locator = self._unique(self._locator(marker, match[1], parent))
        heading = (*parent.heading, parent.title) if parent else ()
        words = span.of(self._text)
        self._stack.append(_Open(marker.rank, locator, marker.kind, words, heading))
        label = match[0].strip()
        return Provision(locator, marker.kind, label, words, span, parent.locator if parent else None, heading)

    def _locator(self, marker: _Marker, printed: str, parent: _Open | None) -> str:
        if marker.kind == "dash":
            ordinal = self._next_dash(parent)
            return f"{parent.locator if parent else ''}#{ordinal}"
        if marker.kind == "plus":
            assert parent is not None  # noqa: S101 - _marker admits a plus only under a dash
            parent.dashes += 1
            return f"{parent.locator}.{parent.dashes}"
        segment = marker.segment.format(printed if marker.kind in ("phan", "khoan", "diem") else fold(printed))
        segment = segment.removeprefix(".")
        return f"{parent.locator}.{segment}" if parent else segment

    def _next_dash(self, parent: _Open | None) -> int:
        if parent is None:
            self._used["#"] = self._used.get("#", 0) + 1
            return self._used["#"]
        parent.dashes += 1
        return parent.dashes

    def _paragraph(self, start: int, end: int) -> Provision:
        span = self._trim(start, end)
        words = span.of(self._text)
        while self._stack and self._stack[-1].kind in ("dash", "plus"):
            self._stack.pop()
        if not self._stack:
            return Provision(self._unique("¶1"), "paragraph", "", words, span, None, ())
        parent = self._stack[-1]
        parent.paragraphs += 1
        locator = self._unique(f"{parent.locator}¶{parent.paragraphs}")
        return Provision(locator, "paragraph", "", words, span, parent.locator, (*parent.heading, parent.title))

    def _unique(self, locator: str) -> str:
        """Return ``locator``, with ``_2`` and so on when it was printed before under the same parent."""
        count = self._used[locator] = self._used.get(locator, 0) + 1
        return locator if count == 1 else f"{locator}_{count}"

    def _trim(self, start: int, end: int) -> Span:
        words = self._text[start:end]
        return Span(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))
