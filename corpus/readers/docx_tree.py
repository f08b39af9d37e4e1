"""WordprocessingML (ECMA-376 part 1, 17) as a tree of what is printed: tags, values, and children looked through."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF = ("0", "false", "off", "none")


def word(name: str) -> str:
    """Return the full tag or attribute of a ``w:`` name."""
    return _WORD + name


_THROUGH = frozenset(map(word, ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo")))
_SDT, _CONTENT, _GALLERY = word("sdt"), word("sdtContent"), f"{word('sdtPr')}//{word('docPartGallery')}"
_GONE = (word("del"), word("moveFrom"))
_ALTERNATE = _COMPATIBILITY + "AlternateContent"
_BRANCHES = (_COMPATIBILITY + "Choice", _COMPATIBILITY + "Fallback")
_SIMPLE, _FIELD, _TEXT_BOX = word("fldSimple"), word("fldChar"), word("txbxContent")


def value(element: "Element | None", attribute: str = "val") -> str | None:
    """Return a ``w:`` attribute of ``element``, or None when either is missing."""
    found = None if element is None else element.get(_WORD + attribute)
    return None if found is None else str(found)


def number(element: "Element | None", default: int, attribute: str = "val") -> int:
    """Return a ``w:`` attribute as a small whole number, or ``default`` when it is not one."""
    found = value(element, attribute)
    return int(found) if found and found.isascii() and found.isdecimal() and len(found) <= 6 else default


def is_on(element: "Element") -> bool:
    """Tell whether a property such as ``<w:caps/>`` is on; without a value it is."""
    return value(element) not in _OFF


def children(element: "Element") -> Iterator["Element"]:
    """Yield the children that are printed, looking through what only wraps them.

    Insertions, links and content controls are looked through; of alternative content one branch is taken; a table
    of contents made by Word is left out. Deletions have tags of their own, which no caller asks for.
    """
    for child in element:
        if child.tag in _THROUGH:
            if not (child.tag == _SIMPLE and is_contents(value(child, "instr") or "")):
                yield from children(child)
        elif child.tag == _SDT:
            content = child.find(_CONTENT)
            if content is not None and not _is_contents_control(child):
                yield from children(content)
        elif child.tag == _ALTERNATE:
            branch = next(
                (each for each in child if each.tag in _BRANCHES), None
            )  # the first choice, else what falls back
            if branch is not None:
                yield from children(branch)
        else:
            yield child


def text_boxes(element: "Element") -> Iterator["Element"]:
    """Yield the contents of the text boxes drawn inside ``element``, outermost only."""
    for child in children(element):
        if child.tag == _TEXT_BOX:
            yield child
        else:
            yield from text_boxes(child)


def is_contents(instruction: str) -> bool:
    r"""Tell whether a field's instruction makes a table of contents.

    >>> is_contents(r' TOC \o "1-3" '), is_contents("PAGE")
    (True, False)
    """
    return instruction.split(maxsplit=1)[:1] in (["TOC"], ["toc"])


def fields_are_closed(element: "Element") -> bool:
    """Tell whether every complex field inside ``element`` begins and ends there, deletions apart."""
    kinds = [
        value(char, "fldCharType") for char in element.iter(_FIELD) if next(char.iterancestors(*_GONE), None) is None
    ]
    return kinds.count("begin") == kinds.count("end")


def _is_contents_control(control: "Element") -> bool:
    """Tell whether a content control is Word's table of contents; one that tears a field apart is not dropped."""
    gallery = control.find(_GALLERY)
    return value(gallery) == "Table of Contents" and fields_are_closed(control)
