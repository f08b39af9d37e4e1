"""Tables of contents and lists of chapters: headings that are printed where they hold nothing."""

import re
from collections.abc import Iterator, Sequence

from hoi.corpus.structure.markers import STATUTORY, Mark, mark_at

_LEADER = re.compile(r"(?:\.{4,}|…{2,})\s*\d{0,4}$")
"""The dots that lead to a page number."""
_CONTENTS_LINES = 5
"""A table of contents has at least this many headings in a row; no document has so many articles without words."""
_CHAPTERS = 3
"""Real chapters hold something: three headings of chapters in a row are a list."""


def leads_to_page(text: str, start: int, end: int) -> bool:
    """Tell whether a line ends with dots that lead to a page number."""
    return bool(_LEADER.search(text, start, end))


def listed_lines(text: str, lines: Sequence[tuple[int, int]]) -> set[int]:
    """Return the numbers of the lines that only list parts, chapters or articles.

    They are headings in a row: of chapters alone, or of any kind when they are printed again further down.
    """
    marks = [mark_at(text, *line) for line in lines]
    last = {(mark.style, mark.segment): at for at, mark in enumerate(marks) if mark is not None}
    listed: set[int] = set()
    for whole in _runs(text, lines, marks):
        run = _first_time(whole, marks)
        styles = {mark.style for at in run if (mark := marks[at]) is not None}
        first = marks[run[0]]
        again = first is not None and last[first.style, first.segment] > run[-1]
        if (len(run) >= _CONTENTS_LINES and again) or (len(run) >= _CHAPTERS and styles <= {"part", "chapter"}):
            listed.update(run)
    return listed


def _first_time(run: list[int], marks: list[Mark | None]) -> list[int]:
    """Return the beginning of ``run`` in which no heading is printed twice."""
    seen = set()
    for number, at in enumerate(run):
        mark = marks[at]
        key = mark and (mark.style, mark.segment)
        if key in seen:
            return run[:number]
        seen.add(key)
    return run


def _runs(text: str, lines: Sequence[tuple[int, int]], marks: list[Mark | None]) -> Iterator[list[int]]:
    """Yield the runs of lines that are headings of statutory units with a title and no full stop after it."""
    run: list[int] = []
    for at, mark in enumerate(marks):
        words = text[mark.end : lines[at][1]].strip() if mark is not None and mark.style in STATUTORY else ""
        if words and words[-1] not in ".;:":
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run
