"""Elements to blocks: what ends a paragraph, line breaks, lists."""

import pytest

from hoi.corpus.blocks import Grid, Paragraph
from hoi.corpus.readers.html import blocks

PARAGRAPHS = {
    "soft_wraps": ("<p>Điều 1.\n   Phạm   vi\náp dụng</p>", ["Điều 1. Phạm vi áp dụng"]),
    "inline_elements": ("<p><b>Đi</b>ều <span>1</span>.</p>", ["Điều 1."]),
    "no_break_spaces": ("<p>1.&nbsp;&nbsp; Một</p><p>&nbsp;</p>", ["1. Một"]),
    "break": ("<p>QUYẾT ĐỊNH<br>Về việc A</p>", ["QUYẾT ĐỊNH\nVề việc A"]),
    "two_breaks": ("<p>Một<br><br/>Hai</p>", ["Một", "Hai"]),
    "break_before_a_unit": ("<p>Điều 1. A:<br>1. Một<br>- Hai<br>ba</p>", ["Điều 1. A:", "1. Một", "- Hai\nba"]),
    "ruler": ("<p>BỘ A<br>-------<br>Số: 1</p><hr>", ["BỘ A", "Số: 1"]),
    "head_in_one_line": ("<p>BỘ A ------- Số: 1/QĐ-A</p>", ["BỘ A", "Số: 1/QĐ-A"]),
    "text_around_blocks": ("Một<div>Hai<p>Ba</p>Bốn</div>Năm", ["Một", "Hai", "Ba", "Bốn", "Năm"]),
    "preformatted": ("<pre>Một\n  Hai\n\nBa</pre>", ["Một\nHai", "Ba"]),
    "word_elements": ("<p class=MsoNormal>A<o:p></o:p> <st1:place>B</st1:place></p>", ["A B"]),
    "comments": ("<p>A<!-- b -->C<![if !supportLists]>D<![endif]></p>", ["ACD"]),
    "list": ("<ul><li>Một</li><li>Hai<ul><li>Ba</ul></ul>", ["- Một", "- Hai", "+ Ba"]),
    "numbered": ("<ol start=3><li>Một<li>Hai</ol>", ["3. Một", "4. Hai"]),
    "lettered": ("<ol type=a><li>Một<li>Hai</ol>", ["a) Một", "b) Hai"]),
    "roman": ("<ol type=I><li>Một<li>Hai</ol>", ["I. Một", "II. Hai"]),
    "marked_already": ("<ul><li>+ Một</li></ul><ol><li>a) Hai</ol>", ["+ Một", "a) Hai"]),
    "unmarked_list": ("<ul style='list-style-type:none'><li>Một</ul>", ["Một"]),
    "second_paragraph_of_an_item": ("<ul><li><p>Một</p><p>Hai</p></li></ul><p>Ba</p>", ["- Một", "Hai", "Ba"]),
    "empty_item": ("<ul><li></li></ul><p>Một</p>", ["Một"]),
    "stray_cell": ("<td>Một</td><tr>Hai</tr>", ["MộtHai"]),
}


@pytest.mark.parametrize(("page", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs(page: str, expected: list[str]) -> None:
    assert [block.text for block in blocks(page) if isinstance(block, Paragraph)] == expected


def test_line_breaks_of_a_cell_stay() -> None:
    page = "<table><tr><td>BỘ A<br>-------<br>1. Một</td><td><p>B</p><p>C</p></td></tr></table>"
    assert blocks(page) == (Grid((("BỘ A\n1. Một", "B\nC"),)),)
