"""What kind of file it is, by its bytes: an extension is only a name, and names lie.

Of 259 files named ``.doc`` on public portals three were .docx, one was RTF, and one ".docx" was an error page in HTML.
"""

import re
import zipfile
from pathlib import Path
from typing import Literal

from hoi.corpus.errors import InputError

Format = Literal["docx", "doc", "rtf", "pdf", "html", "text"]

HEAD = 8192
"""Bytes looked at to tell text, HTML, RTF and PDF apart."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Compound File Binary ([MS-CFB] 2.2)
_PDF = re.compile(rb"%PDF-\d")  # readers accept it anywhere in the first 1,024 bytes (ISO 32000-1, annex H, note 13)
_PDF_WITHIN = 1024
_LEADING = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"  # byte order marks and white space; NULs are halves of UTF-16 letters
_BEFORE_MARKUP = rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_PAGE = re.compile(_BEFORE_MARKUP + rb"<(?:!doctype\s+html|html|head|body|title|meta)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    _BEFORE_MARKUP + rb"<(?:script|style|table|div|p|span|font|center|h[1-6])\b", re.IGNORECASE | re.DOTALL
)
_OTHER_WORD = re.compile(  # Word's web archive, and its two forms in one XML file: only Word reads them well
    rb"MIME-Version:|(?:<\?xml[^>]*>\s*)?(?:<\?mso-application|<w:wordDocument|<pkg:package)", re.IGNORECASE
)
_MAIN_PART = re.compile(r"/?word/document\d*\.xml", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")
_FIB = re.compile(rb"\xec\xa5[\xc0-\xc2]\x00|\xdc\xa5[\x65-\x69]\x00")  # [MS-DOC] 2.5.2: wIdent, nFib; Word 6 and 95
_OTHER_STREAMS = ("Workbook", "Book", "PowerPoint Document", "__properties_version1.0", "VisioDocument")
_FIB_FLAGS, _FIB_ENCRYPTED, _SECTOR = 10, 0x0100, 512


def sniff(path: Path) -> Format:
    """Return the format of the file at ``path``, which exists and is not empty.

    Raises:
        InputError: not a document this program reads, or one that a password locks.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(_OLE):
            return _compound(head + file.read())
    if head.startswith(_ZIP):
        return _package(path)
    if _PDF.search(head, 0, _PDF_WITHIN):
        return "pdf"
    words = head.lstrip(_LEADING)
    if words.startswith(b"{\\rtf"):
        return "rtf"
    plain = words.replace(b"\x00", b"")
    if _OTHER_WORD.match(plain):
        raise InputError(
            "Tệp ở dạng web hoặc XML của Word nên không đọc được; hãy mở bằng Word rồi lưu lại thành .docx.",
            "The file is in Word's web or XML form, which is not read; open it in Word and save it as .docx.",
        )
    fragment = path.suffix.lower() not in _MARKDOWN and _FRAGMENT.match(plain)  # Markdown may begin with a tag
    return "html" if _PAGE.match(plain) or fragment else "text"


def unsupported() -> InputError:
    """Return the error of a file that is no document."""
    return InputError(
        "Tệp không phải là văn bản mà chương trình đọc được; hãy dùng tệp .docx, .doc, .rtf, .pdf, .html, .txt "
        "hoặc .md.",
        "The file is not a document this program reads; supported are .docx, .doc, .rtf, .pdf, .html, .txt and .md.",
    )


def locked() -> InputError:
    """Return the error of a file that a password locks."""
    return InputError(
        "Tệp bị khóa bằng mật khẩu; hãy bỏ mật khẩu rồi thử lại.",
        "The file is locked by a password; remove the password and try again.",
    )


def _incomplete() -> InputError:
    return InputError(
        "Tệp bị hỏng hoặc tải về chưa đủ; hãy tải lại tệp rồi thử lại.",
        "The file is damaged or incomplete; download it again and try once more.",
    )


def _package(path: Path) -> Format:
    """Tell a .docx from other archives; one cut short has lost the list of what is in it."""
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _incomplete() from error
    if any(map(_MAIN_PART.fullmatch, names)):
        return "docx"
    raise unsupported()


def _compound(raw: bytes) -> Format:
    """Tell a .doc from the other files kept in the same container, by the names of the streams inside."""
    if _stream("EncryptedPackage") in raw:  # a .docx, .xlsx or .pptx with a password ([MS-OFFCRYPTO] 2.3.4.4)
        raise locked()
    if _stream("WordDocument") not in raw:
        raise unsupported() if any(_stream(name) in raw for name in _OTHER_STREAMS) else _incomplete()
    begins = next((n for n in range(_SECTOR, len(raw), _SECTOR) if _FIB.match(raw, n)), len(raw)) + _FIB_FLAGS
    if int.from_bytes(raw[begins : begins + 2], "little") & _FIB_ENCRYPTED:
        raise locked()
    return "doc"


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")
