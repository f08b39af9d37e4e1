"""Quotations over several lines: what an amending document quotes is words of another document, no units of its own."""

from collections.abc import Sequence

_LINES = 400
"""A quotation longer than this is taken for a mark that was never closed."""


class Quotations:
    """The quotations among ``lines`` (start and end of each in ``text``)."""

    def __init__(self, text: str, lines: Sequence[tuple[int, int]]) -> None:
        self._open = [_left_open(text[start:end]) for start, end in lines]
        self._closing = self._next_closing()

    def behind(self, at: int) -> int:
        """Return how many lines behind line ``at`` belong to a quotation that it opens and does not close."""
        if at + 1 == len(self._open) or self._open[at] <= 0:
            return 0
        taken = self._closing[at + 1] - at
        return taken if taken <= _LINES else 0

    def _next_closing(self) -> list[int]:
        """Return for each line the number of the first one from it on that closes a quotation."""
        found, last = [0] * len(self._open), len(self._open) + _LINES
        for number in range(len(self._open) - 1, -1, -1):
            last = number if self._open[number] < 0 else last
            found[number] = last
        return found


def opens_quotation(text: str, start: int) -> bool:
    """Tell whether a line begins with a quotation mark."""
    return text[start] in '“"'


def _left_open(line: str) -> int:
    """Return how many quotations ``line`` opens and leaves open, less how many it closes that it did not open."""
    straight = line.count('"') % 2
    if straight and not line.startswith('"'):
        straight = -1 if line.rstrip(" .;,)").endswith('"') else 0
    return line.count("“") - line.count("”") + straight
