"""Markdown as printed: marks go, words and fill-in blanks stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.readers.markdown import inline, is_markdown, printed

LINES = {
    "heading": ("## I. MỤC TIÊU ##", "I. MỤC TIÊU"),
    "number_sign_is_no_heading": ("#1 Một", "#1 Một"),
    "bold": ("**Điều 1.** Phạm vi", "Điều 1. Phạm vi"),
    "bold_glued": ("**Điều 1.**Phạm vi", "Điều 1.Phạm vi"),
    "bold_underscores": ("__Một__", "Một"),
    "italics": ("*Căn cứ* và _theo đề nghị_ của", "Căn cứ và theo đề nghị của"),
    "bold_italics": ("***Ghi chú***", "Ghi chú"),
    "link": ("theo [Luật](https://example.org/a_(b)) này", "theo Luật này"),
    "link_by_reference": ("theo [Luật][1]", "theo Luật"),
    "brackets_stay": ("[Khoản này hết hiệu lực]", "[Khoản này hết hiệu lực]"),
    "image": ("![dấu](a.png)Một", "Một"),
    "address": ("<https://example.org>", "https://example.org"),
    "code": ("`HOI_PORT`", "HOI_PORT"),
    "escaped_number": (r"1\. Một", "1. Một"),
    "escaped_star": (r"\*\*Một\*\*", "**Một**"),
    "star_bullet": ("* Một", "- Một"),
    "dash_bullet": ("  - Một", "- Một"),
    "plus_bullet": ("    + Một", "+ Một"),
    "bullet_with_bold": ("* **Một**: hai", "- Một: hai"),
    "quote": ("> > Một", "Một"),
    "fence": ("```text", ""),
    "entity": ("A&nbsp;&amp; B", "A\xa0& B"),
    "break": ("Một<br/>Hai", "Một\nHai"),
    "snake_case": ("a_b_c", "a_b_c"),
    "blank_to_fill_in": ("Ông: ____ và ____", "Ông: ____ và ____"),
    "product": ("2*3*4 = 24", "2*3*4 = 24"),
    "footnote_star": ("Giá (*) và thuế (*)", "Giá (*) và thuế (*)"),
    "unbalanced": ("**Một", "**Một"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_printed(line: str, expected: str) -> None:
    assert printed(line) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["# A", "", "## B"], True),
        (["**A**", "b **c** d"], True),
        (["# A"], False),
        (["* a", "* b", "_____", "#1", "#2"], False),
        ([], False),
    ],
    ids=["headings", "bold", "one_mark", "bullets_and_blanks", "empty"],
)
def test_is_markdown(lines: list[str], *, expected: bool) -> None:
    assert is_markdown(lines) is expected


@given(st.text("*_`[]()!\\<>#&;ab \n", max_size=60))
def test_any_marks_are_survived(line: str) -> None:
    printed(line)


@pytest.mark.parametrize("mark", ["*a ", "**a ", "_a ", "[", "[](", "[a](", "![", "`a ", "<https://", "> ", "\\*"])
def test_a_line_of_marks_takes_linear_time(mark: str) -> None:
    """Quadratic time would be minutes here."""
    inline(mark * 60_000)
