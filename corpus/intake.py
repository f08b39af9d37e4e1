"""From a file as read to a document as understood: one normalised text, its outline, and what it says of itself."""

import re
import unicodedata
from dataclasses import dataclass

from hoi.corpus.blocks import Block, Grid, Reading
from hoi.corpus.model import Bilingual, Metadata, Outline
from hoi.corpus.normalise import fold, nfc
from hoi.corpus.structure import parse, truncated_at
from hoi.corpus.structure.metadata import metadata
from hoi.corpus.structure.tables import is_head

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANKS = re.compile(r"[^\S\n]+")
_RULER = re.compile(r"[\s\-–—_=*.~]{3,}|[-–—_=]+")
_LAYOUT = re.compile(r"cong hoa xa hoi|doc lap - tu do|noi nhan\s*:|^(?:tm|kt|tl|tuq)\.")


@dataclass(frozen=True, slots=True)
class Understood:
    """What is understood of a file: the text that offsets count in, its outline, its metadata, and warnings."""

    text: str
    metadata: Metadata
    outline: Outline
    warnings: tuple[Bilingual, ...] = ()
    recognised: bool = False


def understand(reading: Reading) -> Understood:
    """Return what is understood of a file; never raises, whatever the file held."""
    text = render(reading.blocks)
    outline = parse(text)
    found = metadata(text, outline)
    return Understood(text, found, outline, (*reading.warnings, *_warnings(text, outline, found)), reading.recognised)


def render(blocks: tuple[Block, ...]) -> str:
    """Return the blocks as one text: a paragraph a line, a row of a table a line with its cells parted by tabs."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Grid) and not is_layout(block):
            rows = ["\t".join(_flat(cell) for cell in row) for row in block.rows]
            lines += ["", *(row for row in rows if row.strip()), ""]
        elif isinstance(block, Grid):
            lines += _columns(block)
        else:
            lines += _paragraphs(block.text)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n" if any(lines) else ""


def is_layout(grid: Grid) -> bool:
    """Tell a table that only places words side by side (the head, the signature) from one that holds data."""
    rows = grid.rows
    width = len(rows[0]) if rows else 0
    if width < 2 or (len(rows) < 2 and not is_head(rows[0])):
        return True
    words = [fold(cell) for row in rows[:3] for cell in row]
    if any(_LAYOUT.search(cell) for cell in words):
        return not is_head(rows[0])
    return width == 2 and not any(is_head([_flat(cell) for cell in row]) or _ordinal(row[0]) for row in rows[:2])


def _ordinal(cell: str) -> bool:
    return bool(re.fullmatch(r"\s*\d{1,3}[.)]?\s*", cell))


def _columns(grid: Grid) -> list[str]:
    """Return the paragraphs of a layout table, each column whole; what a merge repeats is said once."""
    lines: list[str] = []
    for column in zip(*grid.rows, strict=True):
        before = None
        for cell in column:
            if cell != before:
                lines += _paragraphs(cell)
            before = cell
    return lines


def _paragraphs(words: str) -> list[str]:
    lines = (_BLANKS.sub(" ", line).strip() for line in _plain(words).split("\n"))
    return [line for line in lines if line and not _RULER.fullmatch(line)]


def _flat(words: str) -> str:
    return " ".join(_plain(words).split())


def _plain(words: str) -> str:
    """Return ``words`` in NFC without what nobody sees; the look-alike Ð (U+00D0) becomes the letter Đ."""
    words = nfc(words).replace("\xd0", "Đ").replace("\u0189", "Đ").replace("\u2028", "\n").replace("\u2029", "\n")
    words = "".join(" " if unicodedata.category(char) in ("Cs", "Zs") else char for char in words)
    return _UNSEEN.sub("", words)


def _warnings(text: str, outline: Outline, found: Metadata) -> list[Bilingual]:
    said = []
    cut = truncated_at(text)
    if cut is not None:
        said.append(Bilingual(f"văn bản dừng giữa chừng ở mục {cut}", f"text ends inside section {cut}"))
    elif sum(each.kind == "meta" for each in outline.provisions) < 2 and found.signer is None:
        said.append(
            Bilingual(
                "không thấy phần chữ ký; văn bản có thể chưa đủ", "no signature was found; the text may be incomplete"
            )
        )
    for provision in outline.provisions:
        if re.search(r"_\d+$", provision.locator) and provision.kind in ("dieu", "chuong", "muc", "phan"):
            label = provision.label.rstrip(" .:")
            said.append(
                Bilingual(
                    f"số “{label}” xuất hiện hai lần; mục sau mang ký hiệu {provision.locator}",
                    f"the number “{label}” is printed twice; the later one is {provision.locator}",
                )
            )
    return said
