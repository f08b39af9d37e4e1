"""Reading a file: what it is, and which reader reads it. Each reader turns it into a `Reading`, and nothing more.

The readers' libraries are loaded when the first file of their kind is read.
"""

import stat
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from hoi.corpus.blocks import Block, Grid, Reading
from hoi.corpus.errors import InputError, TooLargeError
from hoi.corpus.model import Bilingual
from hoi.corpus.normalise import clean
from hoi.corpus.readers.sniff import Format, sniff

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of a file; a scanned document of 300 pages has about 30 MB."""

_MODULES: dict[Format, str] = {
    "docx": "docx", "doc": "word", "rtf": "word", "pdf": "pdf", "html": "html", "text": "plain",
}  # fmt: skip
_EXTENSIONS: dict[str, Format] = {
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".doc": "doc", ".dot": "doc", ".rtf": "rtf", ".pdf": "pdf",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".md": "text", ".markdown": "text",
}  # fmt: skip
_NAMES: dict[Format, str] = {
    "docx": "Word (.docx)", "doc": "Word 97-2003 (.doc)", "rtf": "RTF", "pdf": "PDF", "html": "HTML", "text": "TXT",
}  # fmt: skip


def read_file(path: Path) -> Reading:
    """Read the document at ``path``, whatever its name says it is.

    Raises:
        InputError: no such file, not a document this program reads, damaged, locked, or without any words.
        TooLargeError: more bytes than `MAX_BYTES`, or more pages or cells than its reader allows.
    """
    _check(path)
    try:
        kind = sniff(path)
    except OSError as error:
        raise _unreadable(path) from error
    reading: Reading = import_module(f"hoi.corpus.readers.{_MODULES[kind]}").read(path)
    if not any(map(_has_words, reading.blocks)):
        name = clean(path.name)
        raise InputError(
            f"Tệp {name} không có chữ nào đọc được; nếu là ảnh chụp hoặc bản quét, hãy lưu thành PDF rồi thử lại.",
            f"The file {name} has no words to read; if it holds pictures or scans, save it as PDF and try again.",
        )
    return replace(reading, warnings=(*_lie(path, kind), *reading.warnings))


def _check(path: Path) -> None:
    """Refuse what is no file of a sensible size; decided by its status, nothing is opened."""
    name = clean(str(path))
    try:
        status = path.stat()
    except FileNotFoundError:
        raise InputError(
            f"Không tìm thấy tệp {name}; hãy kiểm tra lại đường dẫn.",
            f"There is no file {name}; please check the path.",
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unreadable(path) from error
    if not stat.S_ISREG(status.st_mode):
        raise InputError(
            f"{name} không phải là tệp; hãy chỉ rõ một tệp văn bản.",
            f"{name} is not a file; please name one document.",
        )
    if status.st_size == 0:
        raise InputError(
            f"Tệp {name} rỗng; hãy tải lại tệp rồi thử lại.",
            f"The file {name} is empty; download it again and try once more.",
        )
    if status.st_size > MAX_BYTES:
        raise TooLargeError(
            f"Tệp {name} lớn hơn {MAX_BYTES >> 20} MB; hãy giảm dung lượng hoặc tách thành nhiều tệp.",
            f"The file {name} is larger than {MAX_BYTES >> 20} MB; make it smaller or split it.",
        )


def _unreadable(path: Path) -> InputError:
    name = clean(str(path))
    return InputError(
        f"Không mở được tệp {name}; hãy kiểm tra quyền đọc tệp.",
        f"The file {name} cannot be opened; please check that you may read it.",
    )


def _lie(path: Path, kind: Format) -> tuple[Bilingual, ...]:
    """Return a warning when the extension says another format than the bytes do."""
    named = _EXTENSIONS.get(path.suffix.lower())
    if named in (None, kind):
        return ()
    name = _NAMES[kind]
    return (
        Bilingual(
            f"Tệp có đuôi {path.suffix} nhưng thực ra là {name}; đã đọc theo nội dung thật.",
            f"The file is named {path.suffix} but is really {name}; it was read as what it is.",
        ),
    )


def _has_words(block: Block) -> bool:
    texts = (cell for row in block.rows for cell in row) if isinstance(block, Grid) else (block.text,)
    return any(char.isalnum() for text in texts for char in text)
