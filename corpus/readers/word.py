"""Word's older files: .doc (Word 6 to 2003) and RTF, by LibreOffice to .docx, so that tables and numbers survive.

Without LibreOffice a .doc of Word 97 or later still gives its words, by kreuzberg's own reader, but neither tables nor
automatic numbers.
"""

import logging
from dataclasses import replace
from pathlib import Path

from hoi.corpus.blocks import Paragraph, Reading
from hoi.corpus.errors import InputError
from hoi.corpus.model import Bilingual
from hoi.corpus.readers import docx, soffice

_log = logging.getLogger(__name__)
_RTF = b"{\\rtf"
_RTF_FILTER = "Rich Text Format"  # named, for what is not quite RTF is else taken for plain text
_MIME = "application/msword"
_FLAT = Bilingual(
    "Chỉ đọc được phần chữ của tệp .doc, bảng và số thứ tự tự động có thể bị mất; hãy cài LibreOffice (gói "
    "libreoffice-writer) để đọc đủ, hoặc lưu tệp thành .docx.",
    "Only the words of the .doc were read, tables and automatic numbers may be lost; install LibreOffice (package "
    "libreoffice-writer) to keep them, or save the file as .docx.",
)
_FAILED = Bilingual(
    "LibreOffice không chuyển được tệp .doc nên chỉ đọc được phần chữ, bảng và số thứ tự tự động có thể bị mất; hãy "
    "mở bằng Word rồi lưu thành .docx.",
    "LibreOffice could not convert the .doc, so only its words were read, tables and automatic numbers may be lost; "
    "open it in Word and save it as .docx.",
)


def read(path: Path) -> Reading:
    """Read the .doc or RTF file at ``path``.

    Raises:
        InputError: damaged or locked; or LibreOffice, which it needs, is not installed.
        TooLargeError: converted it is larger than `docx.read` allows.
    """
    with path.open("rb") as file:
        rtf = _RTF in file.read(64)
    if soffice.program() is None:
        return replace(_words(path, _missing("RTF" if rtf else ".doc"), rtf=rtf), warnings=(_FLAT,))
    try:
        with soffice.as_docx(path, ".rtf" if rtf else ".doc", _RTF_FILTER if rtf else "") as converted:
            return docx.read(converted)
    except soffice.ConversionError as error:
        _log.warning("LibreOffice did not convert %s: %r", path.name, error.__cause__)
        return replace(_words(path, _damaged(), rtf=rtf), warnings=(_FAILED,))


def _words(path: Path, otherwise: InputError, *, rtf: bool) -> Reading:
    """Return the words of a .doc without its tables; raise ``otherwise`` when there is no other way to read it."""
    if rtf:
        raise otherwise
    from kreuzberg import KreuzbergError, extract_bytes_sync

    from hoi.corpus.readers import legacy

    try:
        text = extract_bytes_sync(path.read_bytes(), _MIME).content
    except KreuzbergError as error:
        raise otherwise from error
    # A tab ends a cell, the left or right half of the head among them: each is a paragraph of its own.
    lines = [line.strip() for line in text.replace("\t", "\n").splitlines() if line.strip()]
    if any(map(legacy.is_tcvn3, lines)):  # this way loses the soft hyphens, and with them every ư
        raise otherwise
    return Reading(tuple(map(Paragraph, legacy.decode_all(lines))))


def _missing(kind: str) -> InputError:
    return InputError(
        f"Cần LibreOffice để đọc tệp {kind} này; hãy cài gói libreoffice-writer, hoặc mở tệp bằng Word rồi lưu thành "
        ".docx.",
        f"LibreOffice is needed to read this {kind} file; install the package libreoffice-writer, or open the file in "
        "Word and save it as .docx.",
    )


def _damaged() -> InputError:
    return InputError(
        "Tệp Word bị hỏng hoặc bị khóa bằng mật khẩu nên không đọc được; hãy mở bằng Word rồi lưu lại thành .docx "
        "không mật khẩu.",
        "The Word file is damaged or locked by a password and was not read; open it in Word and save it as .docx "
        "without a password.",
    )
