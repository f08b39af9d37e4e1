"""Lines to paragraphs, on a page whose text runs from 85 to 538 points."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.blocks import Grid, Paragraph
from hoi.corpus.readers.pdf_lines import Line
from hoi.corpus.readers.pdf_margins import Sheet
from hoi.corpus.readers.pdf_paragraphs import blocks_of
from tests.corpus.readers.printed import line, paragraph

FULL = "phấn đấu toàn bộ siêu thị sử dụng bao bì thân thiện với môi trường"
PLAIN = [each for top in (600, 640) for each in paragraph([f"Căn cứ {FULL}", FULL, "tỉnh."], top)]


def read(*pages: list[Line], recognised: bool = False) -> list[str]:
    """Return the paragraphs of ``pages``; each has two more paragraphs at its foot, by which its margins are known."""
    sheets = [Sheet(595.0, 842.0, [*page, *PLAIN], recognised) for page in pages]
    found = [block.text for block in blocks_of(sheets) if isinstance(block, Paragraph)]
    assert found[-2:] == [f"Căn cứ {FULL} {FULL} tỉnh."] * 2
    return found[:-2]


def second(text: str, x0: float = 85.0, *, bold: bool = False) -> Line:
    return line(text, x0, 300.0, 112.0, bold=bold)


@pytest.mark.parametrize(
    ("first", "then", "whole"),
    [
        pytest.param(line(f"Điều 1. {FULL}", 113), second("của tỉnh."), True, id="further_line"),
        pytest.param(line(f"Điều 1. {FULL}", 113), second("của tỉnh.", 113), True, id="block_set_in"),
        pytest.param(line(f"Điều 1. {FULL}.", 113), second("Sở Tài chính.", 113), False, id="new_indent"),
        pytest.param(line(f"- {FULL}", 113), second("của tỉnh.", 131), True, id="hanging_indent"),
        pytest.param(line(FULL, 85), second("Một.", 113), False, id="indent_after_a_line_at_the_margin"),
        pytest.param(line(f"1. {FULL}", 113, 400), second("của tỉnh."), False, id="line_that_ends_short"),
        pytest.param(line(f"1. {FULL};", 113), second("2. Hai.", 113), False, id="marker"),
        pytest.param(line(f"1. {FULL};", 85), second("- Hai.", 85), False, id="dash_at_the_margin"),
        pytest.param(line(f"1. {FULL} của", 113), second("Điều 5 của Luật.", 85), True, id="article_only_named"),
        pytest.param(line(f"1. {FULL} của", 113), second("Điều 5. Hai", 113), False, id="article_begun"),
        pytest.param(line(f"giai đoạn {FULL} 2021", 85), second("- 2030.", 85), True, id="range_of_years"),
        pytest.param(line(f"III.{FULL}.", 85), second("5.Hạ tầng", 85), False, id="marker_without_a_space"),
        pytest.param(line(f"I. {FULL}", 113, bold=True), second("Ủy ban", bold=False), False, id="heading_and_text"),
        pytest.param(line("MỤC TIÊU", 113), second("Ủy ban"), False, id="heading_in_capitals_and_text"),
        pytest.param(line(FULL, 85), line("KẾ HOẠCH", 283, 340, 112), False, id="centred_line"),
        pytest.param(line("TM. ỦY BAN", 400), second("của tỉnh", 400), False, id="signature"),
        pytest.param(replace(line(FULL, 85), alone=True), second("của tỉnh"), False, id="line_of_a_head"),
        pytest.param(line(f"{FULL}.", 85, 530), line("Sở.", 85, 300, 130), False, id="wider_white_after_a_full_stop"),
        pytest.param(line(f"{FULL}.", 85, 530), second("Sở Y tế."), False, id="last_line_short_of_the_edge"),
    ],
)
def test_two_lines(first: Line, then: Line, whole: bool) -> None:
    texts = [f"{first.text} {then.text}"] if whole else [first.text, then.text]
    assert read([first, then]) == texts


@pytest.mark.parametrize(
    ("end", "start", "text"),
    [
        pytest.param("số 12/QĐ-", "UBND", "số 12/QĐ-UBND", id="number"),
        pytest.param("2021 -", "2025", "2021 - 2025", id="range"),
        pytest.param("huyện", "- thị", "huyện - thị", id="dash_of_its_own"),
    ],
)
def test_hyphen_at_the_end_of_a_line(end: str, start: str, text: str) -> None:
    lines = paragraph([f"{FULL} {end}", f"{start} và"])
    assert read(lines)[0].endswith(f"{text} và")


def test_a_paragraph_goes_on_over_the_page() -> None:
    whole, after = [FULL] * 3, [FULL, "tỉnh."]
    pages = [Sheet(595.0, 842.0, [*PLAIN, *paragraph([*whole, FULL], 700)[:-1]])]
    pages.append(Sheet(595.0, 842.0, [*paragraph(after, 60, first=85), *PLAIN]))
    texts = [block.text for block in blocks_of(pages) if isinstance(block, Paragraph)]
    assert texts[2] == " ".join([*whole, *after])


def test_pages_of_another_width_are_not_joined() -> None:
    wide = Sheet(842.0, 595.0, [line(FULL, 85, 785) for _ in range(6)])
    pages = [Sheet(595.0, 842.0, [*paragraph([FULL, FULL, FULL])[:2]]), wide]
    assert len(blocks_of(pages)) > 1


def test_bullets_of_symbol_fonts_become_dashes() -> None:
    assert read([line("\uf0b7 Một;", 113, 200), line("•Hai;", 113, 200, 112)]) == ["- Một;", "- Hai;"]


def test_rulers_and_the_dirt_of_a_scan_are_dropped() -> None:
    lines = [line("_______", 250, 340), line("· :", 250, 260, 112), line("Một", 113, 200, 124)]
    assert read(lines, recognised=True) == ["Một"]


SOME_LINE = st.builds(
    lambda text, x0, wide, top, bold, alone: replace(line(text, x0, x0 + wide, top, bold=bold), alone=alone),
    st.sampled_from(["Điều 5. A", "- b", "2025", "TM.", "xã", "- 3", "*", "PHỤ LỤC", "kết thúc."]),
    st.floats(-20, 500),
    st.floats(0, 500),
    st.floats(0, 800),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(st.lists(SOME_LINE, max_size=6), max_size=4))
def test_whatever_the_lines_their_words_stay_in_order(pages: list[list[Line]]) -> None:
    sheets = [Sheet(595.0, 842.0, list(page)) for page in pages]
    blocks = blocks_of(sheets)  # `strip` has taken from the sheets what is of the margins
    assert not any(isinstance(block, Grid) for block in blocks)
    said = "".join(block.text.replace(" ", "") for block in blocks if isinstance(block, Paragraph))
    assert said == "".join(each.text.replace(" ", "") for sheet in sheets for each in sheet.lines)
