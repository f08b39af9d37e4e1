"""Hard-wrapped text: whether a file breaks its lines at a width, and which lines are then one paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hoi.corpus.readers.lines import opens_unit

_LEAST, _SHARE = 3, 0.05
"""Lines that run on into the next, at least, and of all lines: a third and more in a wrapped file."""
_NEAR, _MOST_NEAR = 0.8, 0.7
"""How near to the width most of them end."""
_BEYOND, _FEW = 1.15, 0.03
"""Lines beyond the width are few: the lines of a file that keeps a paragraph in a line are of any length."""
_WIDEST = 200
_STOPS = ".;:!?…"
_FULL = 0.7


@dataclass(frozen=True, slots=True)
class Line:
    """A line's words and how far they are indented; an empty line has no words."""

    text: str
    indent: int = 0

    @property
    def end(self) -> int:
        """The column after its last letter."""
        return self.indent + len(self.text)


def width_of(lines: Sequence[Line]) -> int | None:
    """Return the width at which ``lines`` are broken, or None when each is a paragraph of its own.

    Lines are broken when some of them end without a stop and go on in the next with a small letter, most of these are
    about as long as each other, and hardly any line is longer.
    """
    ends = sorted(
        before.end
        for before, line in pairwise(lines)
        if before.text and before.text[-1] not in _STOPS and _begins_small(line.text) and not opens_unit(line.text)
    )
    written = [line.end for line in lines if line.text]
    if len(ends) < max(_LEAST, _SHARE * len(written)):
        return None
    usual = ends[int(0.95 * (len(ends) - 1))]
    width = max(end for end in ends if end <= _BEYOND * usual)
    near = sum(end >= _NEAR * width for end in ends)
    beyond = sum(end > _BEYOND * width for end in written)
    clear = width <= _WIDEST and near >= _MOST_NEAR * len(ends) and beyond <= _FEW * len(written)
    return width if clear else None


def paragraphs(lines: Sequence[Line], width: int | None) -> list[str]:
    """Return ``lines`` with those of one paragraph joined by a space, for a file broken at ``width``."""
    found: list[list[str]] = []
    before = Line("")
    for line in lines:
        if line.text and width and _goes_on(before, line, width):
            found[-1].append(line.text)
        elif line.text:
            found.append([line.text])
        before = line
    return [" ".join(parts) for parts in found]


def _goes_on(before: Line, line: Line, width: int) -> bool:
    """Tell whether ``line`` belongs to the paragraph of ``before``: its first word would not have fitted there."""
    if not before.text or before.text[-1] == ":" or _is_capitals(before.text) or _is_capitals(line.text):
        return False
    if opens_unit(line.text) or line.indent > before.indent + 1:
        return False
    reached = before.end + 1 + len(line.text.split(maxsplit=1)[0])
    if before.text[-1] == ";":
        return _begins_small(line.text) and reached > width
    return reached > (_FULL * width if _begins_small(line.text) else width)


def _is_capitals(text: str) -> bool:
    """Tell whether a line is a title in capitals; "12/2020/QĐ-TTg" alone is the end of a sentence."""
    return text.isupper() and " " in text and not text[0].isdigit()


def _begins_small(text: str) -> bool:
    return text.lstrip('(“"')[:1].islower()
