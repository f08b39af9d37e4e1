"""PDF files from end to end: fixtures set by LibreOffice (tests/fixtures/readers/make_pdfs.py)."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoi.corpus.blocks import Grid, Paragraph, Reading
from hoi.corpus.errors import InputError, TooLargeError
from hoi.corpus.readers import ocr, pdf, pdf_words
from hoi.corpus.readers.pdf import read

FILES = Path(__file__).parents[2] / "fixtures" / "readers"
TASK = (
    "Tổ chức các lớp tập huấn, hội nghị, chiến dịch ra quân thu gom rác thải nhựa tại khu dân cư, trường học, chợ, "
    "siêu thị và bến cảng trên toàn tỉnh"
)


def lines(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


def test_head_is_read_column_by_column() -> None:
    assert lines(read(FILES / "plan.pdf"))[:8] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH SÔNG XANH",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Xanh, ngày 05 tháng 3 năm 2024",
        "KẾ HOẠCH",
        "Giảm rác thải nhựa trên địa bàn tỉnh Sông Xanh giai đoạn 2024 - 2028",
    ]


def test_foot_is_read_column_by_column() -> None:
    assert lines(read(FILES / "plan.pdf"))[-8:] == [
        "Nơi nhận:",
        "- Như Điều 3;",
        "- Sở Môi trường và các sở, ban, ngành thuộc tỉnh;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Văn Mẫu",
    ]


def test_paragraphs_are_whole_across_lines_and_pages() -> None:
    body = lines(read(FILES / "plan.pdf"))[8:-8]
    assert body[:2] == [
        "Căn cứ Luật Bảo vệ môi trường và các văn bản hướng dẫn thi hành luật này;",
        "I. MỤC TIÊU",
    ]
    assert [line.split(".")[0] for line in body[5:]] == [str(number) for number in range(2, 18)]
    assert all(line.endswith("năm 2025.") for line in body[5:])


def test_footnote_and_its_number_are_left_out_and_said() -> None:
    reading = read(FILES / "plan.pdf")
    assert lines(reading)[11].startswith("- 85% các siêu thị, trung tâm thương mại có diện tích từ 500 m2 trở lên")
    assert not any("Số liệu điều tra" in line for line in lines(reading))
    assert [warning.en for warning in reading.warnings] == ["Footnotes were left out of the text."]


def test_figures_of_a_signature_fill_their_blanks() -> None:
    reading = read(FILES / "signed.pdf")
    assert lines(reading)[2] == "Số: 345/QĐ-UBND"
    assert lines(reading)[5] == "Sông Xanh, ngày 07 tháng 8 năm 2024"
    assert reading.stamped == ("Signed by: CONG THONG TIN SONG XANH",)
    assert not reading.recognised


def test_running_heads_and_page_numbers_go_and_heads_of_annexes_stay() -> None:
    read_lines = lines(read(FILES / "annexes.pdf"))
    assert [line for line in read_lines if not line[0].isdigit()] == [
        "PHỤ LỤC I", "(Kèm theo Kế hoạch số 12/KH-UBND)",
        "PHỤ LỤC II", "(Kèm theo Kế hoạch số 12/KH-UBND)",
        "PHỤ LỤC III", "(Kèm theo Kế hoạch số 12/KH-UBND)",
    ]  # fmt: skip


def test_pages_laid_on_their_side_read_the_same() -> None:
    assert read(FILES / "turned.pdf") == read(FILES / "annexes.pdf")


def test_a_table_over_three_pages_is_one() -> None:
    (grid,) = (block for block in read(FILES / "tasks.pdf").blocks if isinstance(block, Grid))
    assert grid.rows[:3] == (
        ("STT", "Nội dung nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian", "Kết quả"),
        ("STT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Kết quả"),
        ("I", "Tuyên truyền", "", "", "", ""),
    )
    assert grid.rows[3:17] == tuple(
        (str(n), f"{TASK} (đợt {n}).", "Sở Môi trường", "Sở Công nghiệp;\nĐài Phát thanh tỉnh", f"Tháng {n}/2024",
         "Báo cáo")
        for n in range(1, 15)
    )  # fmt: skip
    long = "; ".join([TASK.lower()] * 6)
    assert grid.rows[17:] == (
        ("II", "Kiểm tra", "", "", "", ""),
        ("1", f"- Kiểm tra;\n- {long}.", "Sở Tài nguyên", "nt", "Hằng năm", ""),
        ("2", "Tổng kết", "Sở Môi trường", "", "Năm 2028", ""),
    )


def test_only_the_title_stands_outside_the_table() -> None:
    assert lines(read(FILES / "tasks.pdf")) == ["PHỤ LỤC", "DANH MỤC NHIỆM VỤ"]


def test_a_locked_file_is_refused() -> None:
    with pytest.raises(InputError, match="locked by a password") as caught:
        read(FILES / "locked.pdf")
    assert "gỡ mật khẩu" in caught.value.vi


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%PDF-1.7\n", id="head_only"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n", id="no_pages"),
        pytest.param((FILES / "plan.pdf").read_bytes()[:5000], id="cut_short"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(InputError, match="damaged"):
        read(path)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(TooLargeError, match="has 3 pages, more than the limit of 2"):
        read(FILES / "annexes.pdf")


def test_a_page_of_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_words, "MAX_CHARACTERS", 100)
    with pytest.raises(TooLargeError, match="more than 100 characters"):
        read(FILES / "plan.pdf")


def test_a_scan_without_tesseract_names_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="tesseract-ocr and tesseract-ocr-vie"):
        read(FILES / "scan.pdf")


def test_a_page_that_cannot_be_recognised_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "require", lambda: None)
    monkeypatch.setattr(ocr, "recognise", lambda *_: ocr.Recognised(done=False))
    reading = read(FILES / "scan.pdf")
    assert reading.blocks == ()
    assert [warning.en for warning in reading.warnings] == [
        "The words of page 1 could not be recognised; what stands there is missing."
    ]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_the_bytes_it_reads_or_refuses(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    content = bytearray((FILES / "signed.pdf").read_bytes())
    for _ in range(data.draw(st.integers(1, 30))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "hurt.pdf"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr, "require", lambda: None)
        patch.setattr(ocr, "recognise", lambda *_: ocr.Recognised())
        with contextlib.suppress(InputError):
            assert isinstance(read(path), Reading)
