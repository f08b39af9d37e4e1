"""Documents for tests, written to a folder and read as the shipped ones are."""

import hashlib
from pathlib import Path

from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.record import GLOSS, RECORD, TEXT, read

RECORD_OF = """
id = "{id}"
name = "Quy chế số {id}"
full_name = "Quy chế số {id} của thư viện"
full_name_en = "Rules No. {id} of the library"
level = "provincial"
verbatim = true
sha256 = "{sha256}"
[held]
vi = "Toàn văn."
en = "The whole."
"""
RULES = """I. MƯỢN SÁCH

1. Thẻ thư viện

- Mỗi người được mượn 5 quyển sách trong 14 ngày.

- Người làm mất sách phải mua quyển sách khác để trả.

II. PHÒNG ĐỌC

- Phòng đọc mở cửa từ 8 giờ đến 17 giờ.
"""
ENGLISH = {
    "I.1#1": "Each person may borrow 5 books for 14 days.",
    "I.1#2": "Whoever loses a book buys another one.",
}


def write(folder: Path, identifier: str = "qc-1", text: str = RULES) -> Document:
    """Write a document's folder under ``folder`` and read it."""
    place = folder / identifier
    place.mkdir(parents=True, exist_ok=True)
    raw = text.strip().encode("utf-8")
    (place / TEXT).write_bytes(raw)
    record = RECORD_OF.format(id=identifier, sha256=hashlib.sha256(raw).hexdigest())
    (place / RECORD).write_text(record, encoding="utf-8")
    lines = "".join(f'"{locator}" = "{gloss}"\n' for locator, gloss in ENGLISH.items())
    (place / GLOSS).write_text(f"[gloss]\n{lines}", encoding="utf-8")
    return read(place)


def held(folder: Path) -> Library:
    """Return the library that ``library`` wrote into ``folder``, for another process: writing it twice is a race."""
    return Library([read(folder / each) for each in ("qc-1", "qc-2")])


def library(folder: Path, text: str = RULES) -> Library:
    """Return a library of two small documents."""
    return Library([write(folder, "qc-1", text), write(folder, "qc-2", "I. GIỜ\n\n- Chủ nhật nghỉ.")])
