"""Documents to be added, from a few lines of text; and a child process that adds one and dies on the way.

``python -m tests.auxil.additions DATA_DIR FILE kill|fail N``: adds FILE; at the Nth step that changes the data
directory the process kills itself, or the step fails as on a full disk; ``DONE`` says there was no Nth step.
"""

import errno
import hashlib
import os
import signal
import sys
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from hoi.corpus.blocks import Block, Grid, Paragraph, Reading
from hoi.corpus.errors import StorageError
from hoi.corpus.intake import Understood, understand
from hoi.corpus.store import Store
from hoi.corpus.store.addition import Addition
from hoi.corpus.store.naming import identifier

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HEAD = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND
Lạng Sơn, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Thay đèn đường ở các thị trấn
"""
BODY = """I. MỤC TIÊU
1. Đến năm 2025
- Thay 85% số đèn đường bằng đèn tiết kiệm điện.
- Mỗi thị trấn có một đội sửa chữa.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế và Hạ tầng theo dõi, báo cáo trước ngày 15/12 hằng năm.
"""
CLOSING = """Nơi nhận:
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Giả
"""
PLAN = HEAD.format(number=7) + BODY + CLOSING
CHANGES = {"open", "os.mkdir", "os.rename", "os.remove", "shutil.copyfile", "shutil.rmtree"}
DONE, FAILED, SURVIVED, DIED = 0, 1, 2, -signal.SIGKILL


def understood(text: str) -> Understood:
    """Return what is understood of a text: a paragraph a line, lines with tabs the rows of a table."""
    blocks: list[Block] = []
    for is_row, lines in groupby(text.splitlines(), lambda line: "\t" in line):
        if is_row:
            blocks.append(Grid(tuple(tuple(line.split("\t")) for line in lines)))
        else:
            blocks += [Paragraph(line) for line in lines]
    return understand(Reading(tuple(blocks)))


def addition(folder: Path, text: str = PLAN, name: str = "ke-hoach.txt", document_id: str | None = None) -> Addition:
    """Write ``text`` to a file in ``folder`` and return what is to be added of it."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return of_file(file, document_id)


def of_file(file: Path, document_id: str | None = None) -> Addition:
    """Return what is to be added of a text file."""
    raw = file.read_bytes()
    value = understood(raw.decode("utf-8"))
    named = identifier(value.metadata) if document_id is None else document_id
    return Addition(named, value, file, hashlib.sha256(raw).hexdigest())


def tree(folder: Path) -> dict[str, str]:
    """Return the checksum of every file under ``folder``."""
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return {str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def main() -> int:
    data_dir, file, how, number = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    wanted = of_file(file)
    steps = 0

    def step(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event != "open" or (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if event in CHANGES and writes and str(data_dir) in str(arguments[0]):
            steps += 1
            if steps == number and how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if steps == number:
                raise OSError(errno.ENOSPC, "No space left on device")

    sys.addaudithook(step)
    try:
        Store(data_dir).add(wanted, NOW)
    except StorageError:
        return FAILED
    return DONE if steps < number else SURVIVED


if __name__ == "__main__":
    sys.exit(main())
