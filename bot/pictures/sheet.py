"""The sheet that pictures are drawn on: a page for a telephone, measured in pixels, with text that wraps.

One neutral rendering with its own paper and ink, so that it reads the same on a light and on a dark screen and can be
pasted into a report. The font is DejaVu Sans, which comes with matplotlib (a free licence) and has every Vietnamese
letter. Matplotlib is imported when the first sheet is made: it takes about a second.
"""

import io
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.font_manager import FontProperties

WIDTH = 1080
"""Pixels: the width at which Telegram shows a photograph without making it smaller."""
MARGIN = 60
MAX_HEIGHT = 2500
"""Pixels; a longer page could not be read on a telephone without zooming."""
LINE = 1.32
"""Height of a line as a multiple of the size of its letters: Vietnamese stacks two marks on a vowel."""

PAPER, CARD, TRACK, INK, FAINT, RULE = "#F3F5F7", "#FFFFFF", "#E9EDF0", "#17202A", "#566573", "#CBD2D9"
PROVINCE, NATION, TODAY, DONE = "#0B5394", "#B45F06", "#B3261E", "#7B8794"
"""Colours told apart in the common kinds of colour blindness; every use of one has words beside it as well."""

_SMALLEST = 20
Weight = Literal["normal", "bold"]
_DASHES = re.compile(r"(?<=\d) (?=[-–] \d)|(?<=\d [-–]) (?=\d)|(?<=\d) (?=%)")
_KEPT = "\u00a0"


@dataclass(frozen=True, slots=True)
class Face:
    """How a text looks: size in pixels, weight, colour."""

    size: int
    weight: Weight = "normal"
    colour: str = INK


class Sheet:
    """A page of ``WIDTH`` times ``height`` pixels; ``y`` grows downwards."""

    def __init__(self, height: int) -> None:
        from matplotlib.figure import Figure

        # At 72 dots an inch a point is a pixel. A figure of its own, not pyplot's: no state is shared.
        self._figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor=PAPER)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, WIDTH), ylim=(height, 0))
        self._axes.axis("off")

    def text(self, x: float, y: float, line: str, face: Face, *, align: Literal["left", "right"] = "left") -> None:
        """Write one line whose upper edge is at ``y``."""
        self._axes.text(
            x, y + face.size * LINE / 2, line, ha=align, va="center_baseline", color=face.colour,
            fontproperties=_font(face.size, face.weight), parse_math=False,
        )  # fmt: skip

    def block(self, x: float, y: float, words: str, face: Face, width: float) -> float:
        """Write ``words`` in lines of at most ``width`` and return the ``y`` below them."""
        for line in wrapped(words, face, width):
            self.text(x, y, line, face)
            y += face.size * LINE
        return y

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, *, opacity: float = 1, round_: float = 0
    ) -> None:
        """Fill a box, its corners rounded by ``round_``."""
        from matplotlib.patches import FancyBboxPatch

        style = f"round,pad=0,rounding_size={round_}" if round_ else "square,pad=0"
        self._axes.add_patch(FancyBboxPatch((x, y), width, height, style, lw=0, fc=colour, alpha=opacity))

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, thick: float = 2) -> None:
        """Draw a line."""
        self._axes.plot([start[0], end[0]], [start[1], end[1]], color=colour, lw=thick, solid_capstyle="butt")

    def dot(self, x: float, y: float, colour: str, *, size: float = 26, hollow: bool = False) -> None:
        """Draw a dot of ``size`` pixels across."""
        face = PAPER if hollow else colour
        self._axes.plot([x], [y], "o", ms=size, mfc=face, mec=colour, mew=5)

    def png(self) -> bytes:
        """Return the page as a PNG file."""
        from PIL import Image

        drawn, file = io.BytesIO(), io.BytesIO()
        self._figure.savefig(drawn, format="png")
        # 64 colours are enough for text and flat areas, and make a file a third as large.
        picture = Image.open(drawn).convert("RGB").quantize(64, dither=Image.Dither.NONE)
        picture.save(file, "PNG", optimize=True)
        return file.getvalue()


def wrapped(words: str, face: Face, width: float) -> list[str]:
    """Return ``words`` in lines of at most ``width`` pixels; a figure and its unit stay on one line."""
    lines: list[str] = []
    line = ""
    for word in _DASHES.sub(_KEPT, words).split(" "):
        longer = f"{line} {word}" if line else word
        if line and breadth(longer, face) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [each.replace(_KEPT, " ") for each in (*lines, line) if each]


def shortened(words: str, face: Face, width: float, lines: int) -> str:
    """Return ``words``, cut after a word, or in the first, and marked with an ellipsis if they need more ``lines``."""
    found = wrapped(words, face, width)
    if len(found) <= lines:
        return words
    kept = " ".join(found[:lines]).rstrip(" ,;:")
    while len(wrapped(kept + " …", face, width)) > lines:
        kept = kept.rsplit(" ", 1)[0].rstrip(" ,;:") if " " in kept else kept[:-1]
    return kept + " …"


def fitting(line: str, face: Face, width: float) -> Face:
    """Return ``face``, smaller where ``line`` would be wider than ``width``, but never unreadably small."""
    while breadth(line, face) > width and face.size > _SMALLEST:
        face = replace(face, size=face.size - 1)
    return face


def tall(words: str, face: Face, width: float) -> float:
    """Return the height in pixels of ``words`` written as a block."""
    return len(wrapped(words, face, width)) * face.size * LINE


def breadth(line: str, face: Face) -> float:
    """Return the width of a line in pixels."""
    font = _font(face.size, face.weight)
    renderer = _measure().get_renderer()  # type: ignore[no-untyped-call]  # matplotlib types its backends not yet
    width, _, _ = renderer.get_text_width_height_descent(line, font, ismath=False)
    return float(width)


@lru_cache(maxsize=1)
def _measure() -> "FigureCanvasAgg":
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    return FigureCanvasAgg(Figure(dpi=72))


@lru_cache(maxsize=64)
def _font(size: int, weight: Weight) -> "FontProperties":
    from matplotlib.font_manager import FontProperties

    return FontProperties(family="DejaVu Sans", weight=weight, size=size)
