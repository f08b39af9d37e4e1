"""The pictures as files: whole, of the right size, with nothing beyond their edges."""

import asyncio
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from hoi.bot.ledger import Ledger
from hoi.bot.pictures.sheet import MAX_HEIGHT, PAPER, WIDTH, Face, breadth, fitting, shortened, wrapped
from hoi.bot.pictures.studio import Picture, Studio
from hoi.corpus.library import Library
from tests.auxil.ledger import held

TODAY = date(2026, 11, 27)
LIMIT = 150_000
FACE = Face(30)
WORDS = st.text(st.sampled_from("aăằĐễỵ% 0123456789-,"), max_size=120)


def opened(picture: Picture | None) -> Image.Image:
    assert picture is not None
    assert len(picture.png) < LIMIT
    return Image.open(io.BytesIO(picture.png)).convert("RGB")


def edges_are_paper(image: Image.Image) -> bool:
    """Tell whether a frame of ten pixels around the picture is empty: nothing was cut off."""
    paper = tuple(int(PAPER[n : n + 2], 16) for n in (1, 3, 5))
    width, height = image.size
    boxes = [(0, 0, width, 10), (0, height - 10, width, height), (0, 0, 10, height), (width - 10, 0, width, height)]
    return all(image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)] for box in boxes)


def drawn(library: Library, language: str) -> list[Picture | None]:
    async def both() -> list[Picture | None]:
        with Studio(library, Ledger(library)) as studio:
            return [await studio.targets(None, TODAY, language), await studio.roadmap(TODAY, language)]

    return asyncio.run(both())


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pictures_are_whole_pages_for_a_telephone(library: Library, language: str) -> None:
    for picture in drawn(library, language):
        image = opened(picture)
        assert image.width == WIDTH
        assert WIDTH < image.height <= MAX_HEIGHT
        assert edges_are_paper(image)
        assert picture is not None
        assert picture.caption


def test_picture_of_a_day_is_drawn_once(library: Library) -> None:
    async def twice() -> tuple[Picture | None, Picture | None, Picture | None]:
        with Studio(library, Ledger(library)) as studio:
            both = await asyncio.gather(studio.roadmap(TODAY, "vi"), studio.roadmap(TODAY, "vi"))
            return *both, await studio.roadmap(date(2026, 12, 1), "vi")

    first, second, other = asyncio.run(twice())
    assert first is second
    assert first != other


def test_long_lists_are_cut_at_the_page_and_counted() -> None:
    lines = "".join(f"- {n}% các cơ sở sản xuất loại {n} của tỉnh được tập huấn.\n\n" for n in range(10, 60))
    days = "".join(f"- Sở Công Thương báo cáo việc {n} trước ngày {n}/3/2027.\n\n" for n in range(1, 29))
    text = f"I. MỤC TIÊU\n\n1. Giai đoạn 2021 - 2025\n\n{lines}II. TỔ CHỨC THỰC HIỆN\n\n{days}"
    for picture in drawn(Library([held(text)]), "vi"):
        image = opened(picture)
        assert image.height <= MAX_HEIGHT
        assert edges_are_paper(image)


def test_document_without_targets_has_no_chart() -> None:
    assert drawn(Library([held("I. CHUNG\n\nKhông có gì.")]), "vi") == [None, None]


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(150, 900))
def test_wrapping_keeps_every_letter_and_the_width(words: str, width: int) -> None:
    lines = wrapped(words, FACE, width)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(
        breadth(line, FACE) <= width or " " not in line.strip() or any(c.isdigit() for c in line) for line in lines
    )


@settings(max_examples=40, deadline=None)
@given(WORDS, st.integers(300, 900), st.integers(1, 4))
def test_shortened_text_keeps_its_lines(words: str, width: int, lines: int) -> None:
    short = shortened(words, FACE, width, lines)
    assert len(wrapped(short, FACE, width)) <= lines
    assert short == words or short.endswith("…")


def test_a_word_longer_than_its_line_is_cut_in_the_word() -> None:
    short = shortened("m" * 400 + " hai", FACE, 300, 1)

    assert short.endswith(" …")
    assert len(wrapped(short, FACE, 300)) == 1


def test_figure_stays_with_its_unit() -> None:
    assert all("5 - 8%" in line for line in wrapped("giảm từ 5 - 8% mức tiêu hao", FACE, 170) if "8" in line)


def test_letters_get_smaller_to_fit() -> None:
    small = fitting("giảm ít nhất 12.500 tấn", FACE, 300)
    assert small.size < FACE.size
    assert breadth("giảm ít nhất 12.500 tấn", small) <= 300
