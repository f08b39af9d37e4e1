"""A paragraph's words as printed: runs, fields, symbols and breaks, with what is hidden or deleted left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hoi.corpus.readers.docx_styles import Look, Styles
from hoi.corpus.readers.docx_tree import children, is_contents, is_on, text_boxes, value, word

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PROPERTIES, _LOOK, _RUN = word("pPr"), word("rPr"), word("r")
_TEXT, _BREAK, _SYMBOL, _FIELD, _CODE = word("t"), word("br"), word("sym"), word("fldChar"), word("instrText")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FORMULAS, _MATH_TEXT = (_MATH + "oMath", _MATH + "oMathPara"), _MATH + "t"
_DRAWN = frozenset(map(word, ("drawing", "pict", "object")))
_ENDS_LEFT_OUT = frozenset(map(word, ("del", "moveFrom", "vanish")))
_FIXED = {
    word("tab"): " ",
    word("ptab"): " ",
    word("cr"): "\n",
    word("noBreakHyphen"): "-",
    word("softHyphen"): "\u00ad",  # kept: in TCVN3 it is the letter ư
}
_INSTRUCTION = 80  # characters of a field's instruction that tell what it is
_SPACES = dict.fromkeys(map(ord, "\t\r\n"), " ")  # inside w:t they are the XML's, not the author's
_LINE_BREAKS = re.compile(r"\s*\n\s*")  # several in a row only make room, as for a signature
_PRIVATE = (0xF000, 0xF0FF)  # where Word puts the codes of a symbol font (ECMA-376, 17.3.3.30)

# Adobe's Symbol encoding and Microsoft's Wingdings, as far as documents print figures, ticks and arrows with them.
_SYMBOLS = {
    "Symbol": {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "·"}
    | {0x2D: "-", 0xB7: "•", 0xA5: "∞", 0xA2: "′", 0xB2: "″", 0xAE: "→", 0xDE: "⇒", 0x61: "α", 0x62: "β", 0x6D: "μ"},
    "Wingdings": {0xFC: "✓", 0xFE: "☑", 0xFD: "☒", 0x6F: "□", 0xA8: "□", 0x71: "□", 0xE0: "→", 0xF0: "⇨", 0xDF: "←"},
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look; ``caps`` is printed in capitals, ``capital_font`` is set in a TCVN3 font of capitals."""

    text: str
    caps: bool = False
    capital_font: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's pieces, the text boxes anchored in it, and whether its end is deleted or hidden."""

    pieces: list[Piece]
    boxes: "list[Element]"
    open_end: bool


@dataclass(slots=True)
class _Field:
    """A complex field that has begun: whether what stands around it is printed, and how far it has come."""

    around: bool
    instruction: str = ""
    in_result: bool = False

    @property
    def prints(self) -> bool:
        """Tell whether what comes next is printed: a result is, a table of contents is not."""
        return self.around and self.in_result and not is_contents(self.instruction)


class Runs:
    """Reads paragraphs in the order of the text; a field may span several.

    ``fields_are_closed`` is False for a document whose fields do not end: then nothing is hidden on their account.
    """

    def __init__(self, styles: Styles, *, fields_are_closed: bool) -> None:
        self._styles = styles
        self._follow = fields_are_closed
        self._fields: list[_Field] = []

    def line(self, paragraph: "Element") -> Line:
        """Return the words of ``paragraph`` (``w:p``)."""
        properties = paragraph.find(_PROPERTIES)
        base = self._styles.of_paragraph(properties)
        boxes: list[Element] = []
        pieces = [piece for run in children(paragraph) for piece in self._run(run, base, boxes)]
        return Line(pieces, boxes, _has_open_end(properties))

    def label(self, text: str, properties: "Element | None") -> list[Piece]:
        """Return an automatic number as a piece; it looks like the paragraph's mark."""
        mark = None if properties is None else properties.find(_LOOK)
        look = self._styles.of_run(mark, self._styles.of_paragraph(properties))
        return [_piece(text, look)] if text else []

    def _run(self, run: "Element", base: Look, boxes: "list[Element]") -> Iterator[Piece]:
        if run.tag in _FORMULAS and self._visible:
            yield Piece("".join(str(each.text or "") for each in run.iter(_MATH_TEXT)))
        if run.tag != _RUN:
            return
        look = self._styles.of_run(run.find(_LOOK), base)
        for child in children(run):
            if child.tag in _DRAWN:
                boxes.extend(text_boxes(child))
            elif child.tag in (_FIELD, _CODE):
                self._step(child)
            elif not look.hidden and self._visible:
                yield from _words(child, look)

    def _step(self, element: "Element") -> None:
        """Follow the fields: between its beginning and its result a field prints nothing."""
        kind = value(element, "fldCharType") if element.tag == _FIELD else None
        field = self._fields[-1] if self._fields else None
        if kind == "begin":
            self._fields.append(_Field(self._visible))
        elif field is None:
            return
        elif kind == "end":
            self._fields.pop()
        elif kind == "separate":
            field.in_result = True
        elif kind is None and len(field.instruction) < _INSTRUCTION:
            field.instruction += element.text or ""

    @property
    def _visible(self) -> bool:
        return not self._follow or not self._fields or self._fields[-1].prints


def printed(lines: Sequence[Sequence[Piece]]) -> list[str]:
    """Return the paragraphs of a document as text: decoded if in a legacy encoding, capitals where printed so.

    The encoding is seen in the words of the whole document (`legacy.decode_all`), never in the names of fonts; but in
    TCVN3 the letters of a font of capitals are lower case, so once the words prove it, that font counts.
    """
    from hoi.corpus.readers import legacy

    texts = ["".join(piece.text for piece in pieces) for pieces in lines]
    decoded = legacy.decode_all(texts)
    was_old = texts != decoded
    found = zip(lines, texts, decoded, strict=True)
    return [_LINE_BREAKS.sub("\n", _in_capitals(*each, was_old=was_old)).strip() for each in found]


def _in_capitals(pieces: Sequence[Piece], text: str, decoded: str, *, was_old: bool) -> str:
    from hoi.corpus.readers import legacy

    if not any(piece.caps or piece.capital_font for piece in pieces):
        return decoded
    fonts_count = text != decoded or (was_old and text.isascii())
    words = [(piece, piece.text if text == decoded else legacy.decode_tcvn3(piece.text)) for piece in pieces]
    if "".join(word for _, word in words) != decoded:  # VNI, whose letters a run may part
        return decoded.upper() if all(piece.caps for piece in pieces if piece.text.strip()) else decoded
    return "".join(
        word.upper() if piece.caps or (fonts_count and piece.capital_font) else word for piece, word in words
    )


def _words(element: "Element", look: Look) -> Iterator[Piece]:
    """Yield what one child of a run prints; a break of page or column prints nothing."""
    text = _FIXED.get(str(element.tag))
    if element.tag == _TEXT:
        text = _text(str(element.text or ""), look.font)
    elif element.tag == _BREAK:
        text = "" if value(element, "type") in ("page", "column") else "\n"
    elif element.tag == _SYMBOL:
        text = _symbol(value(element, "char") or "", value(element, "font") or "")
    if text:
        yield _piece(text, look)


def _piece(text: str, look: Look) -> Piece:
    font = look.font or ""
    return Piece(text, bool(look.caps), font.lower().startswith(".vn") and font.endswith("H"))


def _text(text: str, font: str | None) -> str:
    if text.isprintable() and font not in _SYMBOLS:
        return text
    symbols = {_PRIVATE[0] + code: char for code, char in _SYMBOLS.get(font or "", {}).items()}
    return text.translate(_SPACES | symbols)


def _symbol(code: str, font: str) -> str:
    """Return the character that a code of a symbol font prints; nothing when it is a mere ornament."""
    try:
        point = int(code[:6], 16)
    except ValueError:
        return ""
    if _PRIVATE[0] <= point <= _PRIVATE[1]:
        return _SYMBOLS.get(font, {}).get(point - _PRIVATE[0], "")
    return chr(point) if 0x20 < point < 0xD800 else ""


def _has_open_end(properties: "Element | None") -> bool:
    """Tell whether a paragraph's end is deleted, moved away or hidden, so that it is printed with the next."""
    mark = None if properties is None else properties.find(_LOOK)
    return mark is not None and any(each.tag in _ENDS_LEFT_OUT and is_on(each) for each in mark)
