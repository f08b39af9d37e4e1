"""Measures: the size and the thickness of a bag, as a question gives them and as a rule bounds them."""

import re
from dataclasses import dataclass

from hoi.corpus.normalise import fold

Range = tuple[float, float]
"""The least and the most that a measure may be; one and the same where it is given."""

_CM = {"cm": 1.0, "mm": 0.1, "m": 100.0}
_NUMBER = r"\d+(?:[.,]\d+)?"
_THAN = (
    r"(?P<less>duoi|nho hon|be hon|mong hon|under|below|(?:smaller|thinner|less) than)?"
    r"(?P<more>tren|lon hon|to hon|day hon|over|above|(?:larger|bigger|thicker|more) than)?"
)
_SIZE = re.compile(
    rf"{_THAN} ?\b(?P<one>{_NUMBER}) ?(?P<of_one>cm|mm|m)? ?(?:x|×|\*|by) ?(?P<other>{_NUMBER}) ?(?P<unit>cm|mm|m)?\b"
)
_THICKNESS = re.compile(
    rf"{_THAN} ?\b(?P<number>{_NUMBER}) ?(?P<unit>[µμ]m?\b|um\b|mic(?:ro(?:n|met(?:re|er)?)s?)?\b|mm\b)"
)
_MOST = float("inf")


@dataclass(frozen=True, slots=True)
class Measure:
    """The shorter and the longer side of a bag (cm) and its thickness (micrometres), as far as a text gives them."""

    sides: tuple[Range, Range] | None = None
    thickness: Range | None = None

    @classmethod
    def of(cls, text: str) -> "Measure":
        """Return what a text says of a bag.

        >>> Measure.of("túi 30x40 dày 0,06 mm"), Measure.of("dưới 50 µm").thickness
        (Measure(sides=((30.0, 30.0), (40.0, 40.0)), thickness=(60.0, 60.0)), (0.0, 50.0))
        """
        said = fold(text)
        size, thick = _SIZE.search(said), _THICKNESS.search(_SIZE.sub(" ", said))
        return cls(_sides(size) if size else None, _thickness(thick) if thick else None)

    def __bool__(self) -> bool:
        """Tell whether anything is given."""
        return self.sides is not None or self.thickness is not None

    def within(self, limit: "Measure") -> bool | None:
        """Tell whether a bag is under both of a rule's limits, which holds only then; None when that is not known.

        Not under one of them it is outside the rule, whatever the other is. A bag with one side under and one not is
        not judged.
        """
        found = (_size_within(self, limit), _thickness_within(self, limit))
        return False if False in found else None if None in found else True


def without(text: str) -> str:
    """Return a text without the measures it gives."""
    return _THICKNESS.sub(" ", _SIZE.sub(" ", text))


def _sides(found: re.Match[str]) -> tuple[Range, Range]:
    unit = found["unit"] or found["of_one"] or "cm"
    sides = (_number(found["one"]) * _CM[found["of_one"] or unit], _number(found["other"]) * _CM[unit])
    return _range(found, min(sides)), _range(found, max(sides))


def _thickness(found: re.Match[str]) -> Range:
    return _range(found, round(_number(found["number"]) * (1000 if found["unit"] == "mm" else 1), 3))


def _range(found: re.Match[str], value: float) -> Range:
    return (0.0 if found["less"] else value, _MOST if found["more"] else value)


def _number(printed: str) -> float:
    return float(printed.replace(",", "."))


def _size_within(own: Measure, limit: Measure) -> bool | None:
    if own.sides is None or limit.sides is None:
        return None
    found = {_under(side, most[1]) for side, most in zip(own.sides, limit.sides, strict=True)}
    return found.pop() if len(found) == 1 else None


def _thickness_within(own: Measure, limit: Measure) -> bool | None:
    return None if own.thickness is None or limit.thickness is None else _under(own.thickness, limit.thickness[1])


def _under(value: Range, limit: float) -> bool | None:
    """Tell whether a value is under a limit: "under 40" is under 50, and "under 60" may be either."""
    least, most = value
    if least == most:
        return most < limit
    return True if most <= limit else False if least >= limit else None
