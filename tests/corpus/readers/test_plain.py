"""Text and Markdown files to blocks."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoi.corpus.blocks import Block, Grid, Paragraph, Reading
from hoi.corpus.errors import InputError
from hoi.corpus.readers.plain import blocks, read
from tests.corpus.readers.old_fonts import tcvn3, vni

TEXT = """BỘ MẪU -------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---------------
Số: 5/KH-BM

KẾ HOẠCH
-----o0o-----
1. Mục tiêu\tchung
STT\tNội dung\tChủ trì
1\tTrồng cây\tVụ A
Nơi nhận:
"""
BLOCKS: tuple[Block, ...] = (
    Paragraph("BỘ MẪU"),
    Paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    Paragraph("Độc lập - Tự do - Hạnh phúc"),
    Paragraph("Số: 5/KH-BM"),
    Paragraph("KẾ HOẠCH"),
    Paragraph("1. Mục tiêu chung"),
    Grid((("STT", "Nội dung", "Chủ trì"), ("1", "Trồng cây", "Vụ A"))),
    Paragraph("Nơi nhận:"),
)
MARKDOWN = """# KẾ HOẠCH

**I. MỤC TIÊU**

1\\. Một
* Hai
+ Ba

| STT | **Nội dung** |
|---|---|
| 1 | Trồng cây<br>- keo |

---
"""


def file(folder: Path, raw: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_text(tmp_path: Path) -> None:
    assert read(file(tmp_path, TEXT.encode())) == Reading(BLOCKS)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028"], ids=["lf", "crlf", "cr", "vertical_tab", "ls"])
def test_line_ends(end: str) -> None:
    assert blocks(TEXT.replace("\n", end)) == BLOCKS


def test_markdown_by_its_name(tmp_path: Path) -> None:
    expected = (
        Paragraph("KẾ HOẠCH"),
        Paragraph("I. MỤC TIÊU"),
        Paragraph("1. Một"),
        Paragraph("- Hai"),
        Paragraph("+ Ba"),
        Grid((("STT", "Nội dung"), ("1", "Trồng cây\n- keo"))),
    )
    assert read(file(tmp_path, MARKDOWN.encode(), "a.MD")).blocks == expected
    assert read(file(tmp_path, MARKDOWN.encode())).blocks == expected


def test_stars_of_a_text_file_stay() -> None:
    assert blocks("* Một\n* Hai") == (Paragraph("* Một"), Paragraph("* Hai"))


@pytest.mark.parametrize("encoded", [tcvn3, vni], ids=["tcvn3", "vni"])
def test_old_fonts(tmp_path: Path, encoded: object) -> None:
    assert callable(encoded)
    text = "Quyết định của Bộ trưởng\nBộ Mẫu\nĐiều 1. Ban hành quy định về trồng cây.\n1. Mục tiêu chung"
    found = read(file(tmp_path, encoded(text).encode("cp1252"))).blocks
    assert found == tuple(Paragraph(line) for line in text.split("\n"))


@pytest.mark.parametrize("raw", [b" \n\t\r\n", b"-----\n***\n", b"\xef\xbb\xbf"], ids=["space", "rulers", "mark"])
def test_no_words_is_an_error(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(InputError, match="no words"):
        read(file(tmp_path, raw))


def test_a_table_of_a_whole_file_is_read_once() -> None:
    """Lines that make no table are not looked at again: quadratic time would be minutes here."""
    assert len(blocks("| a\n" * 50_000)) == 50_000
    assert len(blocks("STT\ta\tb\n\n" * 50_000)) == 50_000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_file_is_read_or_refused(tmp_path: Path, raw: bytes) -> None:
    for name in ("a.txt", "a.md"):
        with suppress(InputError):
            assert read(file(tmp_path, raw, name)).blocks


@given(st.text("|+-=:\t\n STT1a*_#[]()", max_size=120))
def test_any_marks_keep_their_letters(text: str) -> None:
    """What is drawn may go; a letter may not."""
    found = "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell for row in block.rows for cell in row)
        for block in blocks(text)
    )
    letters = [char for char in text if char.isalnum()]
    if "](" not in text:  # the address of a link goes with its mark
        assert sorted(char for char in found if char.isalnum()) == sorted(letters)


@given(st.lists(st.lists(st.sampled_from(["", "a", "b c"]), min_size=2, max_size=4), min_size=1, max_size=5))
def test_rows_of_a_grid_are_of_one_length(rows: list[list[str]]) -> None:
    text = "\n".join(["|---|---|", *(f"| {' | '.join(row)} |" for row in rows)])
    for block in blocks(text):
        if isinstance(block, Grid):
            assert len({len(row) for row in block.rows}) == 1
