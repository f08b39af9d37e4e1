"""Tables in plain text, and lines that only look like one."""

import pytest

from hoi.corpus.readers.text_tables import MAX_CELLS, take

TABLES = {
    "markdown": (
        "| STT | Nhiệm vụ |\n|-----|:-----:|\n| 1 | Một |\n| 2 | |",
        [["STT", "Nhiệm vụ"], ["1", "Một"], ["2", ""]],
    ),
    "without_outer_pipes": ("STT | Nhiệm vụ\n--- | ---\n1 | Một", [["STT", "Nhiệm vụ"], ["1", "Một"]]),
    "escaped_pipe": ("| a | b |\n|---|---|\n| c\\|d | e |", [["a", "b"], ["c|d", "e"]]),
    "ragged": ("| a | b |\n|---|---|\n| c |\n| d | e | f |", [["a", "b", ""], ["c", "", ""], ["d", "e", "f"]]),
    "empty_head": ("|  |  |\n|---|---|\n| a | b |", [["a", "b"]]),
    "box": (
        "+---+-----+\n| 1 | Một |\n+---+-----+\n| 2 | Hai |\n|   | ba  |\n+---+-----+",
        [["1", "Một"], ["2", "Hai ba"]],
    ),
    "box_ruled_between_rows": (
        "+---+---+\n| A | B |\n+===+===+\n| Sở | x |\n| Y  | z |\n+---+---+\n| C | d |\n+---+---+",
        [["A", "B"], ["Sở Y", "x z"], ["C", "d"]],
    ),
    "box_with_three_rules": (
        "-----\n| STT | B |\n-----\n| 1 | x |\n| 2 | y |\n-----",
        [["STT", "B"], ["1", "x"], ["2", "y"]],
    ),
    "drawn": ("┌───┬───┐\n│ 1 │ a │\n├───┼───┤\n│ 2 │ b │\n└───┴───┘", [["1", "a"], ["2", "b"]]),
    "tabs": (
        "STT\tNhiệm vụ\tChủ trì\n1\tMột\tSở A\n\tCộng\t",
        [["STT", "Nhiệm vụ", "Chủ trì"], ["1", "Một", "Sở A"], ["", "Cộng", ""]],
    ),
    "tabs_with_head_word_later": ("A\tChỉ tiêu\tB\n1\t2\t3", [["A", "Chỉ tiêu", "B"], ["1", "2", "3"]]),
}


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES)
def test_tables(text: str, expected: list[list[str]]) -> None:
    lines = text.split("\n")
    grid, end = take([*lines, "Điều 1"], 0)
    assert grid is not None
    assert [list(row) for row in grid.rows] == expected
    assert end == len(lines)


NO_TABLES = {
    "pipes_without_rule": "a | b\nc | d",
    "rule_alone": "-------\nĐiều 1",
    "one_column": "| a |\n|---|\n| b |",
    "tabs_without_head_word": "a\tb\tc\nd\te\tf",
    "one_line_of_tabs": "STT\tNhiệm vụ\tChủ trì\nĐiều 1",
    "two_columns_of_tabs": "STT\tNhiệm vụ\n1\tMột",
    "prose": "Điều 1. Phạm vi",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_no_tables(text: str) -> None:
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        grid, end = take(lines, at)
        assert grid is None
        assert end > at
        at = end


def test_a_table_wider_than_any_stays_lines() -> None:
    lines = ["a|" * MAX_CELLS, "|---|---|", "| a | b |"]
    assert take(lines, 0) == (None, 3)
