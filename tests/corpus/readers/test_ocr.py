"""Recognition: Tesseract's table of words, and with Tesseract installed a scan and a sheet on its side."""

import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from hoi.corpus.blocks import Grid, Paragraph
from hoi.corpus.errors import InputError
from hoi.corpus.readers import ocr, ocr_rulings
from hoi.corpus.readers.ocr_rulings import rulings_of
from hoi.corpus.readers.pdf import read

FILES = Path(__file__).parents[2] / "fixtures" / "readers"


def has_tesseract() -> bool:
    try:
        ocr.require()
    except InputError:
        return False
    return True


needs_tesseract = pytest.mark.skipif(not has_tesseract(), reason="Tesseract or its Vietnamese model is not installed")
HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*words: tuple[str, int, int, int, int], line: int = 1, sure: float = 95.0) -> str:
    rows = [f"5\t1\t1\t1\t{line}\t1\t{x}\t{y}\t{w}\t{h}\t{sure}\t{text}" for text, x, y, w, h in words]
    return "\n".join([HEAD, "4\t1\t1\t1\t1\t0\t0\t0\t900\t60\t-1\t", *rows])


@pytest.mark.parametrize(
    ("text", "sure", "read"),
    [
        pytest.param("Điều", 95, ["Điều"], id="word"),
        pytest.param("thẩm", 12, ["thẩm"], id="word_that_is_not_sure"),
        pytest.param("_1.", 80, ["1."], id="dirt_before_a_number"),
        pytest.param("———", 80, [], id="ruler"),
        pytest.param("*", 12, [], id="dirt"),
        pytest.param("85%1", 90, ["85%"], id="footnote_after_a_share"),
        pytest.param("(85%)", 90, ["(85%)"], id="share_in_brackets"),
    ],
)
def test_words_and_dirt(text: str, sure: float, read: list[str]) -> None:
    lines = ocr.lines_of(table((text, 100, 100, 80, 40), sure=sure), 0.24)
    assert [word for line in lines for word, _ in line] == read


def test_letters_too_small_to_be_any_are_dirt() -> None:
    assert ocr.lines_of(table(("Hạ", 100, 100, 9, 11)), 0.24) == []


def test_boxes_that_overlap_are_cut() -> None:
    ((first, second),) = ocr.lines_of(table(("lập", 100, 100, 100, 40), ("-", 180, 110, 30, 20)), 0.5)
    assert (first[1][2], second[1][0]) == (90.0, 90.0)


def test_slope_is_that_of_the_long_lines() -> None:
    falling = table(*((f"chữ{n}", 200 * n, 100 + 4 * n, 100, 40) for n in range(8)))
    assert ocr.slope_of(ocr.lines_of(falling, 0.24)) == pytest.approx(0.02)
    assert ocr.slope_of(ocr.lines_of(table(("chữ", 0, 0, 90, 40)), 0.24)) == 0


def fake(monkeypatch: pytest.MonkeyPatch, *answers: str | Exception) -> list[tuple[Image.Image, tuple[str, ...]]]:
    """Let Tesseract give ``answers`` in turn; return the list of what it will have been asked."""
    asked: list[tuple[Image.Image, tuple[str, ...]]] = []

    def run(picture: Image.Image, _: float, *mode: str) -> str:
        asked.append((picture, mode))
        answer = answers[len(asked) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(ocr, "_run", run)
    return asked


def page(step: int = 0) -> str:
    return table(*(("Điều", 80 * n, 100 + step * n, 70, 40) for n in range(25)))


def test_only_the_red_channel_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = fake(monkeypatch, page())
    ocr.recognise(Image.new("RGB", (8, 8), (255, 0, 0)))
    assert asked[0][0].getextrema() == (255, 255)


def test_a_picture_that_is_askew_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = fake(monkeypatch, page(2), page())
    recognised = ocr.recognise(Image.new("L", (80, 80), 255))
    assert len(asked) == 2
    assert len({word.top for word in recognised.words}) == 1


def test_a_sheet_on_its_side_is_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = fake(monkeypatch, table(("qrx", 0, 0, 90, 40)), "Orientation in degrees: 270\nRotate: 90\n", page())
    recognised = ocr.recognise(Image.new("L", (80, 40), 255))
    assert recognised.turned == 270
    assert (asked[2][0].width, asked[2][0].height) == (40, 80)


def test_an_empty_page_has_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, HEAD, subprocess.CalledProcessError(1, "tesseract"))
    assert ocr.recognise(Image.new("L", (80, 80), 255)) == ocr.Recognised()


def test_recognition_that_takes_too_long_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    fake(monkeypatch, subprocess.TimeoutExpired("tesseract", 60))
    assert not ocr.recognise(Image.new("L", (80, 80), 255)).done


def test_without_the_program_its_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(InputError, match="tesseract-ocr and tesseract-ocr-vie") as caught:
        ocr.require()
    assert "tesseract-ocr-vie" in caught.value.vi


def test_ruling_lines_of_a_picture() -> None:
    picture = Image.new("L", (600, 400), 255)
    draw = ImageDraw.Draw(picture)
    draw.line((100, 50, 500, 50), fill=0, width=2)
    draw.line((100, 50, 100, 300), fill=90, width=2)
    draw.text((200, 200), "Hll", fill=0)
    level, upright = ([line for line in rulings_of(picture, 0.24) if line.level is flat] for flat in (True, False))
    assert all((line.x0, line.top, line.x1) == pytest.approx((24, 12, 120), abs=1) for line in level)
    assert all((line.x0, line.top, line.bottom) == pytest.approx((24, 12, 72), abs=1) for line in upright)
    assert level
    assert upright


def test_a_photograph_has_no_ruling_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_rulings, "_MAX_RUNS", 100)
    assert rulings_of(Image.new("L", (400, 400), 0), 0.24) == []


@needs_tesseract
def test_a_scan_that_is_askew() -> None:
    reading = read(FILES / "scan.pdf")
    lines = [block.text for block in reading.blocks if isinstance(block, Paragraph)]
    assert lines[:6] == [
        "ỦY BAN NHÂN DÂN", "TỈNH SÔNG XANH", "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sông Xanh, ngày 05 tháng 3 năm 2024",
    ]  # fmt: skip
    assert any(line.startswith("- 85% các siêu thị, trung tâm thương mại") for line in lines)
    assert reading.recognised
    assert "check the number, the date and the signer" in reading.warnings[0].en


@needs_tesseract
def test_a_ruled_table_scanned_on_its_side() -> None:
    (grid,) = (block for block in read(FILES / "scan_on_its_side.pdf").blocks if isinstance(block, Grid))
    assert grid.rows[1] == ("STT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Kết quả")
    assert grid.rows[2] == ("I", "Tuyên truyền", "", "", "", "")
    assert [(row[0], row[4]) for row in grid.rows[3:]] == [(str(n), f"Tháng {n}/2024") for n in (1, 2, 3)]
    assert {row[3] for row in grid.rows[3:]} == {"Sở Công nghiệp;\nĐài Phát thanh tỉnh"}
