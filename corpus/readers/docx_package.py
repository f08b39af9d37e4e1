"""A .docx as a package: the XML parts that are read, opened as a file that may be hostile.

Only three parts are read: the document, its styles, its numbering. Pictures and embedded files are never unpacked.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hoi.corpus.errors import InputError, TooLargeError
from hoi.corpus.readers.sniff import locked

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_ENTRIES = 10_000
"""Entries of the archive; a real document has tens, one with many pictures hundreds."""

MAX_UNPACKED = 100_000_000
"""Bytes of the parts read, unpacked; 300 pages take about 10 MB, and their tree about six times the bytes."""

MAX_RATIO = 250
"""Unpacked bytes for one packed, above `RATIO_FROM`; measured on real documents: 8 to 30."""

RATIO_FROM = 10_000_000
"""Bytes below which the ratio is not looked at: a small part cannot hurt."""

_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # those that Open Packaging (ECMA-376 part 2) allows
_ENCRYPTED = 0x1  # bit 0 of an entry's flags (APPNOTE.TXT, 4.4.4)

# Documents saved as "Strict Open XML" bear other namespaces for the same elements (ECMA-376 parts 1 and 4).
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document that are read, as trees; a part that the package does not have is None."""

    document: "Element"
    styles: "Element | None"
    numbering: "Element | None"


def open_parts(path: Path) -> Parts:
    """Return the parts of the .docx at ``path``.

    Raises:
        InputError: not a .docx, damaged, locked by a password, or with a part that no word processor writes.
        TooLargeError: unpacked it is larger than the bounds above.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return _parts(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError) as error:
        raise damaged() from error


def damaged() -> InputError:
    """Return the error of a .docx that cannot be read."""
    return InputError(
        "Tệp .docx bị hỏng hoặc tải về chưa đủ; hãy tải lại, hoặc mở bằng Word rồi lưu lại thành .docx.",
        "The .docx file is damaged or incomplete; download it again, or open it in Word and save it as .docx again.",
    )


def _parts(package: zipfile.ZipFile) -> Parts:
    found = [_entry(package, stem) for stem in ("document", "styles", "numbering")]
    _check([entry for entry in found if entry is not None], len(package.infolist()))
    document, styles, numbering = (None if entry is None else _parse(package.read(entry)) for entry in found)
    if document is None:
        raise damaged()
    return Parts(document, styles, numbering)


def _entry(package: zipfile.ZipFile, stem: str) -> zipfile.ZipInfo | None:
    """Return the entry of a part; Word on the web writes word/document2.xml and so on."""
    name = re.compile(rf"/?word/{stem}\d*\.xml", re.IGNORECASE)
    return next((entry for entry in package.infolist() if name.fullmatch(entry.filename)), None)


def _check(entries: list[zipfile.ZipInfo], number: int) -> None:
    """Refuse a package that would unpack to too much; what an entry declares, `zipfile` never reads beyond."""
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise locked()
    if any(entry.compress_type not in _PACKINGS for entry in entries):
        raise damaged()
    sizes = [(entry.file_size, max(entry.compress_size, 1)) for entry in entries]
    swollen = any(size > RATIO_FROM and size > MAX_RATIO * packed for size, packed in sizes)
    if number > MAX_ENTRIES or sum(size for size, _ in sizes) > MAX_UNPACKED or swollen:
        raise TooLargeError(
            "Tệp .docx bung ra quá lớn nên không được đọc; hãy tách văn bản thành các tệp nhỏ hơn.",
            "The .docx file unpacks to too much and was not read; split the document into smaller files.",
        )


def _parse(raw: bytes) -> "Element":
    """Return the tree of one part: no entity, no DTD, no network, and libxml2's own bounds on depth and length."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(raw.replace(_STRICT, _TRANSITIONAL), parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:  # Open Packaging forbids one, so only an attack has it
        raise damaged()
    return root
