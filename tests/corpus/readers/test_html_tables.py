"""Cells with spans to full grids; layouts and frames are no tables; bombs stay small."""

import pytest

from hoi.corpus.blocks import Grid, Paragraph
from hoi.corpus.readers.html import blocks
from hoi.corpus.readers.html_tables import MAX_CELLS

GRIDS = {
    "plain": ("<tr><td>a<td>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
    "rows_merged": ("<tr><td rowspan=2>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]]),
    "columns_merged": ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", [["a", "", "b"], ["c", "d", "e"]]),
    "both_merged": (
        "<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f",
        [["a", "", "b"], ["a", "", "c"], ["d", "e", "f"]],
    ),
    "merged_to_the_end": ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", [["a", "b"], ["a", "c"], ["a", "d"]]),
    "merged_beyond_the_end": ("<tr><td rowspan=99>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]]),
    "span_wider_than_the_table": ("<tr><td colspan=9>a<tr><td>b<td>c", [["a", ""], ["b", "c"]]),
    "short_row": ("<tr><td>a<td>b<td>c<tr><td>d", [["a", "b", "c"], ["d", "", ""]]),
    "empty_rows": ("<tr><td>a<td>b<tr><tr><td>&nbsp;<td><tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
    "parts": ("<thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</tbody>", [["a", "b"], ["c", "d"]]),
    "strange_spans": ("<tr><td rowspan=x colspan=-3>a<td colspan=''>b<tr><td>c<td>d", [["a", "b"], ["c", "d"]]),
    "table_in_a_cell": (
        "<tr><td>a<td>b<table><tr><td>1<td>2<tr><td>3<td>4</table><tr><td>c<td>d",
        [["a", "b\n1 2\n3 4"], ["c", "d"]],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), GRIDS.values(), ids=GRIDS)
def test_grids(rows: str, expected: list[list[str]]) -> None:
    assert blocks(f"<table>{rows}</table>") == (Grid(tuple(tuple(row) for row in expected)),)


def test_a_caption_stands_before_its_table() -> None:
    page = "<table><caption>Bảng 1</caption><tr><td>a<td>b</table>"
    assert blocks(page) == (Paragraph("Bảng 1"), Grid((("a", "b"),)))


def test_a_frame_is_no_table() -> None:
    page = "<table><tr><td><p>Một</p><table><tr><td>a<td>b</table><p>Hai</p></td></tr><tr><td>Ba</td></tr></table>"
    assert blocks(page) == (Paragraph("Một"), Grid((("a", "b"),)), Paragraph("Hai"), Paragraph("Ba"))


def test_a_page_laid_out_by_a_table_is_no_table() -> None:
    page = f"<table><tr><td>Menu</td><td>{'<p>Đoạn</p>' * 50}</td></tr></table>"
    assert blocks(page) == (Paragraph("Menu"), *[Paragraph("Đoạn")] * 50)


BOMBS = {
    "wide_spans": "<tr><td rowspan=200 colspan=200>x" * 2000,
    "deep_spans": "<tr>" + "<td rowspan=200>x" * 20_000 + "<tr>" * 20_000,
}


@pytest.mark.parametrize("rows", BOMBS.values(), ids=BOMBS)
def test_no_word_is_lost_in_a_bomb(rows: str) -> None:
    found = blocks(f"<table>{rows}</table>")
    assert found == (Paragraph("x"),) * rows.count("x")


def test_all_tables_together_are_bounded() -> None:
    """Each alone is within the bound: 200 rows that repeat 300 cells from the first."""
    table = "<table><tr>" + "<td rowspan=200>x" * 300 + "<tr><td>y" * 199 + "</table>"
    found = blocks(table * 8)
    cells = sum(len(row) for block in found if isinstance(block, Grid) for row in block.rows)
    assert 0 < cells <= MAX_CELLS
    assert any(isinstance(block, Paragraph) for block in found)
