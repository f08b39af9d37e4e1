"""Pages nested deeper than any real one are read, without recursion and without the parser's quadratic time."""

import pytest

from hoi.corpus.blocks import Paragraph
from hoi.corpus.errors import InputError
from hoi.corpus.readers.html import blocks
from hoi.corpus.readers.html_depth import MAX_DEPTH, tame

DEEP = {
    "div": "<div>" * 100_000 + "Một",
    "div_closed": "<div>" * 20_000 + "Một" + "</div>" * 20_000,
    "list": "<ul><li>" * 30_000 + "Một",
    "table": "<table><tr><td>" * 30_000 + "Một",
    "quote": "<blockquote>" * 50_000 + "Một",
    "unknown": "".join(f"<x{number}>" for number in range(50_000)) + "Một",
    "formatting": "".join(f"<font a={number}>" for number in range(20_000)) + "<p>" * 20_000 + "Một",
}


@pytest.mark.parametrize("page", DEEP.values(), ids=DEEP)
def test_deep_pages(page: str) -> None:
    """Recursion would raise; the parser's own time on the first would be half a minute."""
    (found,) = blocks(page)
    assert isinstance(found, Paragraph)
    assert found.text.endswith("Một")


def test_options_without_end_hold_no_words() -> None:
    with pytest.raises(InputError, match="no words"):
        blocks("<select><option>" * 20_000)


def test_paragraphs_of_divs_never_closed_stay_apart() -> None:
    found = blocks("".join(f"<div>Đoạn {number}" for number in range(2 * MAX_DEPTH)))
    assert [block.text for block in found if isinstance(block, Paragraph)] == [
        f"Đoạn {number}" for number in range(2 * MAX_DEPTH)
    ]


def test_an_ordinary_page_keeps_its_tags() -> None:
    page = '<div id="docPrint"><table><tr><td><p>a<br></td></tr></table></div>' * (2 * MAX_DEPTH)
    assert tame(page) == page


def test_formatting_becomes_spans() -> None:
    assert tame('<B>a</B><font size="2">b</font><br>') == '<span>a</span><span size="2">b</span><br>'
