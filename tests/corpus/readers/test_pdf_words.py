"""Characters with boxes to words."""

import pytest

from hoi.corpus.readers.pdf_words import Glyph, View, words_of

SHEET = View(0, 0.0, 0.0, 595.0, 842.0)
SIZE = 10.0


def glyphs(text: str, gaps: dict[int, float] | None = None, base: int = 100, turn: int = 0) -> list[Glyph]:
    """Return characters six points wide, ``gaps`` points of white after those named by number."""
    found, x = [], 50.0
    for number, char in enumerate(text):
        found.append(Glyph(char, x, base - 8.0, x + 6.0, base + 2.0, base, turn, bold=False))
        x += 6.0 + (gaps or {}).get(number, 0.0)
    return found


def read(found: list[Glyph], view: View = SHEET) -> list[str]:
    return [word.text for word in words_of(found, view)]


@pytest.mark.parametrize(
    ("text", "gaps", "words"),
    [
        pytest.param("Căn cứ Luật", {}, ["Căn", "cứ", "Luật"], id="printed_spaces"),
        pytest.param("Căncứ", {2: 3.0}, ["Căn", "cứ"], id="white_without_a_space"),
        pytest.param("BỘKHOAHỌC", {1: 1.2, 5: 1.2}, ["BỘ", "KHOA", "HỌC"], id="squeezed_spaces"),
        pytest.param("tầngviễn,hạ", {3: 1.2, 8: 1.2}, ["tầng", "viễn,", "hạ"], id="squeezed_spaces_and_a_comma"),
        pytest.param("blockchain", {4: 1.2}, ["blockchain"], id="foreign_word_with_an_uneven_gap"),
        pytest.param("UBND", {1: 1.2}, ["UBND"], id="abbreviation_with_an_uneven_gap"),
        pytest.param("12/KH-UBND", {}, ["12/KH-UBND"], id="number_of_a_document"),
        pytest.param("ab\x02\ufeff", {}, ["ab"], id="control_characters"),
        pytest.param("   ", {}, [], id="spaces_only"),
        pytest.param("", {}, [], id="nothing"),
    ],
)
def test_words(text: str, gaps: dict[int, float], words: list[str]) -> None:
    assert read(glyphs(text, gaps)) == words


def test_letters_drawn_later_take_their_place() -> None:
    letters = glyphs("Quyết định")
    assert read([each for each in letters if each.char not in "ếị"] + [letters[3], letters[7]]) == ["Quyết", "định"]


def test_what_runs_in_another_direction_is_left_out() -> None:
    assert read([*glyphs("Điều"), *glyphs("BẢN NHÁP", base=300, turn=90)]) == ["Điều"]


def test_a_word_is_as_high_as_its_lowest_letter() -> None:
    accented, plain = glyphs("Ộn")
    (word,) = words_of([accented._replace(top=accented.top - 3), plain], SHEET)
    assert word.height == SIZE


@pytest.mark.parametrize(
    ("turn", "box", "size"),
    [
        pytest.param(0, (10.0, 772.0, 30.0, 782.0), (595.0, 842.0), id="upright"),
        pytest.param(90, (60.0, 10.0, 70.0, 30.0), (842.0, 595.0), id="upwards"),
        pytest.param(180, (565.0, 60.0, 585.0, 70.0), (595.0, 842.0), id="upside_down"),
        pytest.param(270, (772.0, 565.0, 782.0, 585.0), (842.0, 595.0), id="downwards"),
    ],
)
def test_a_box_is_turned_upright(turn: int, box: tuple[float, ...], size: tuple[float, float]) -> None:
    view = View(turn, 0.0, 0.0, 595.0, 842.0)
    assert view.box(10.0, 60.0, 30.0, 70.0) == box
    assert (view.width, view.height) == size
