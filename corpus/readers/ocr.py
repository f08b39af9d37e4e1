"""Recognition of a page's picture with Tesseract and its Vietnamese model, both of the operating system.

Measured on scanned decrees against their .doc twins: 0.6 to 1.1% of the characters are wrong, most by a tone mark only,
at 1.5 to 3.5 seconds a page; mode 3 is the safest way to segment a page, and one thread is faster than several.
"""

import math
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from statistics import linear_regression, median
from typing import TYPE_CHECKING

from hoi.corpus.errors import InputError
from hoi.corpus.readers.ocr_rulings import rulings_of
from hoi.corpus.readers.pdf_drawing import Ruling
from hoi.corpus.readers.pdf_lines import Word
from hoi.corpus.readers.syllables import strange_share

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
SECONDS = 60.0  # for one run of Tesseract; the slowest page measured took 6
WORKERS = 2  # pages at a time

_WORD_LEVEL = "5\t"
_SURE = 25.0  # percent; signs that Tesseract is less sure of are a seal, a signature or dirt
_SMALLEST = 3.0  # points: the small letters of 7 point type are higher; lower "letters" are accents torn off
_ASKEW = 0.01  # a fall of 1 in 100: from there on a straightened picture is read with half the errors
_FEW, _STRANGE = 20, 0.5  # words of a page; their share that cannot be Vietnamese: a page on its side has 60% and more
_ROTATE = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
_TELLING, _TELLING_WIDTH = 5, 100.0  # words, and points, of a line whose slope counts
_DIRT = "_|~—\u00a0 "
_CALL = re.compile(r"(?<=\d%)[\d!]{1,2}$")  # a footnote's raised number: "85%¹" must not become 85%1
_LETTERS = re.compile(r"[^\W_]")

Box = tuple[float, float, float, float]
Lines = list[list[tuple[str, Box]]]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words and the ruling lines of a picture; ``done`` is False when recognition failed or took too long.

    ``turned`` is by how many degrees, against the clock, the picture had to be turned for its lines to run level.
    """

    words: tuple[Word, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    turned: int = 0
    done: bool = True


def require() -> None:
    """Make sure that Tesseract and its Vietnamese model are there.

    Raises:
        InputError: they are not; the sentence names the packages.
    """
    program = shutil.which("tesseract")
    if program is None or not _knows_vietnamese(program):
        raise InputError(
            "Tệp là bản quét: cần cài chương trình nhận dạng chữ (gói tesseract-ocr và tesseract-ocr-vie) rồi thử lại.",
            "The file is a scan: install tesseract-ocr and tesseract-ocr-vie, which recognise it, and try again.",
        )


@cache
def _knows_vietnamese(program: str) -> bool:
    try:
        listed = subprocess.run(  # noqa: S603 - found on PATH; nothing in the call comes from the file
            [program, "--list-langs"], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (subprocess.SubprocessError, OSError):
        return False
    return "vie" in listed.stdout.split() or "vie" in listed.stderr.split()  # before version 5 to standard error


def recognise(picture: "Image", dpi: float = DPI) -> Recognised:
    """Return what stands on a page rendered at ``dpi`` dots an inch, with boxes in points.

    Of a colour scan only the red channel is read, in which red seals and stamps vanish. A picture that lies on its
    side or is askew is set upright and read once more.
    """
    picture = picture.getchannel("R") if picture.mode.startswith("RGB") else picture.convert("L")
    turned = 0
    try:
        lines = lines_of(_run(picture, dpi), 72 / dpi)
        if _is_rubble(lines) and (turned := _lying(picture, dpi)):
            picture = picture.rotate(turned, expand=True)
            lines = lines_of(_run(picture, dpi), 72 / dpi)
        if abs(slope_of(lines)) > _ASKEW:
            picture = _levelled(picture, slope_of(lines))
            lines = lines_of(_run(picture, dpi), 72 / dpi)
    except (subprocess.SubprocessError, OSError):
        return Recognised(done=False)
    slope = slope_of(lines)
    words = (word for line in lines for word in _straightened(line, slope))
    rulings = (Ruling(*_turned(ruling, slope)) for ruling in rulings_of(picture, 72 / dpi))
    return Recognised(tuple(words), tuple(rulings), turned)


def _is_rubble(lines: Lines) -> bool:
    """Tell whether too little or nothing Vietnamese was read, as of a page that lies on its side."""
    words = [text for line in lines for text, _ in line]
    return len(words) < _FEW or strange_share(" ".join(words)) > _STRANGE


def _lying(picture: "Image", dpi: float) -> int:
    """Return by how many degrees, against the clock, ``picture`` must be turned, as Tesseract judges its script."""
    try:
        found = _ROTATE.search(_run(picture, dpi, "-l", "osd", "--psm", "0"))
    except subprocess.CalledProcessError:  # too few letters to judge, or no model of scripts
        return 0
    return -int(found[1]) % 360 if found else 0


def _levelled(picture: "Image", slope: float) -> "Image":
    from PIL.Image import Resampling

    return picture.rotate(math.degrees(math.atan(slope)), fillcolor=255, resample=Resampling.BICUBIC)


def _run(picture: "Image", dpi: float, *mode: str) -> str:
    """Return Tesseract's answer for ``picture``: a table of its words, unless another ``mode`` is asked for.

    Raises:
        OSError: the program cannot be started.
        SubprocessError: it failed, or took longer than ``SECONDS``.
    """
    raw = BytesIO()
    picture.save(raw, "PPM")
    options = ["--dpi", str(round(dpi)), *(mode or ("-l", "vie", "--psm", "3", "tsv"))]
    done = subprocess.run(  # noqa: S603 - found on PATH; of the file only the picture's dots are passed
        [shutil.which("tesseract") or "tesseract", "stdin", "stdout", *options],
        input=raw.getvalue(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode("utf-8", errors="replace")


def lines_of(table: str, scale: float) -> Lines:
    """Return the lines of Tesseract's TSV output as words with boxes, ``scale`` points to a dot, without dirt."""
    lines: dict[str, list[tuple[str, Box]]] = {}
    for row in table.splitlines()[1:]:
        if not row.startswith(_WORD_LEVEL):
            continue
        _, _, block, paragraph, line, _, left, top, width, height, sure, text = row.split("\t", 11)
        words = _CALL.sub("", text.strip(_DIRT))
        if not words:
            continue
        x, y, high = int(left) * scale, int(top) * scale, int(height) * scale
        if high >= _SMALLEST if _LETTERS.search(words) else float(sure) >= _SURE:
            box = (x, y, x + int(width) * scale, y + high)
            _add(lines.setdefault(f"{block}.{paragraph}.{line}", []), words, box)
    return list(lines.values())


def _add(line: list[tuple[str, Box]], words: str, box: Box) -> None:
    """Add a word to its line; where Tesseract lets two boxes overlap, the first is cut at the second."""
    if line and line[-1][1][0] < box[0] < line[-1][1][2]:
        before, (x0, top, _, bottom) = line[-1]
        line[-1] = (before, (x0, top, box[0], bottom))
    line.append((words, box))


def slope_of(lines: Lines) -> float:
    """Return how much the lines of a page fall from left to right, in points to the point."""
    middles = [[((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for _, box in line] for line in lines]
    telling = (zip(*line, strict=True) for line in middles if len(line) >= _TELLING)
    slopes = [linear_regression(xs, ys).slope for xs, ys in telling if max(xs) - min(xs) > _TELLING_WIDTH]
    return median(slopes) if slopes else 0.0


def _straightened(line: list[tuple[str, Box]], slope: float) -> Iterator[Word]:
    """Yield the words of a line turned back by ``slope``, all of one height, so that a dash is as high as a letter.

    Beside a seal Tesseract takes two lines for one; words that stand on different levels are parted again.
    """
    boxes = ((text, _turned(box, slope)) for text, box in line)
    turned = sorted((Word(text, x0, x1, top, bottom) for text, (x0, top, x1, bottom) in boxes), key=_level)
    apart = 0.5 * median(word.height for word in turned)
    start = 0
    for end in range(1, len(turned) + 1):
        if end == len(turned) or _level(turned[end]) - _level(turned[end - 1]) > apart:
            level = turned[start:end]
            top, bottom = median(word.top for word in level), median(word.bottom for word in level)
            yield from (replace(word, top=top, bottom=bottom) for word in level)
            start = end


def _level(word: Word) -> float:
    return word.middle[1]


def _turned(box: Box, slope: float) -> Box:
    x0, top, x1, bottom = box
    right, down = slope * (top + bottom) / 2, -slope * (x0 + x1) / 2
    return x0 + right, top + down, x1 + right, bottom + down
