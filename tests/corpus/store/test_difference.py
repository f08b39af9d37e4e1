"""What changes between two texts: by locator, and moved when only the place is new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.store.difference import around, difference
from hoi.corpus.structure import parse

BEFORE = """I. MỤC TIÊU
1. Đến năm 2025
- Có 85% các siêu thị dùng túi giấy.
- Mỗi xã có một điểm thu gom.
2. Đến năm 2030
- Có 100% các siêu thị dùng túi giấy.
"""

CASES = {
    "nothing": (BEFORE, []),
    "spelling_of_tones_and_dashes": (BEFORE.replace("- Có", "–  Có").replace("túi giấy", "túi  giấy"), []),
    "ruling_line": (BEFORE.replace("I. MỤC TIÊU", "I. MỤC TIÊU -----"), []),
    "changed": (BEFORE.replace("85%", "90%"), [("changed", "I.1#1")]),
    "diacritics_count": (BEFORE.replace("túi giấy", "tủi giấy"), [("changed", "I.1#1"), ("changed", "I.2#1")]),
    "added_last": (f"{BEFORE}- Có 30 mô hình.\n", [("added", "I.2#2")]),
    "added_first": (
        BEFORE.replace("- Có 85%", "- Có 30 mô hình.\n- Có 85%"),
        [("added", "I.1#1"), ("moved", "I.1#2"), ("moved", "I.1#3")],
    ),
    "removed_last": (BEFORE.rpartition("- ")[0], [("removed", "I.2#1")]),
    "removed_first": (
        BEFORE.replace("- Có 85% các siêu thị dùng túi giấy.\n", ""),
        [("moved", "I.1#1"), ("removed", "I.1#1")],
    ),
    "moved_to_another_heading": (
        BEFORE.replace("- Mỗi xã có một điểm thu gom.\n", "") + "- Mỗi xã có một điểm thu gom.\n",
        [("moved", "I.2#2")],
    ),
    "all_gone": ("", [("removed", locator) for locator in ("I", "I.1", "I.1#1", "I.1#2", "I.2", "I.2#1")]),
}


@pytest.mark.parametrize(("after", "expected"), CASES.values(), ids=CASES)
def test_difference(after: str, expected: list[tuple[str, str]]) -> None:
    found = difference(parse(BEFORE).provisions, parse(after).provisions)
    assert [(change.kind, change.locator) for change in found] == expected


def test_change_carries_both_provisions() -> None:
    (change,) = difference(parse(BEFORE).provisions, parse(BEFORE.replace("85%", "90%")).provisions)
    assert change.before
    assert change.after
    assert change.before.text == "Có 85% các siêu thị dùng túi giấy."
    assert change.after.text == "Có 90% các siêu thị dùng túi giấy."


def test_same_words_twice_move_once_each() -> None:
    twice = "I. A\n- Một điều.\n- Một điều.\n"
    found = difference(parse(twice).provisions, parse(twice.replace("I. A", "I. A\n- Trước.")).provisions)
    assert [(change.kind, change.locator) for change in found] == [("added", "I#1"), ("moved", "I#3")]


LINES = st.lists(st.sampled_from(["I. A", "II. B", "1. C", "2. D", "- E.", "- F.", "- G.", "a) H"]), max_size=12)


@given(LINES, LINES)
def test_every_provision_is_told_once_or_is_the_same(before: list[str], after: list[str]) -> None:
    was, now = parse("\n".join(before)).provisions, parse("\n".join(after)).provisions
    found = difference(was, now)
    old = [change.before.locator for change in found if change.before]
    new = [change.after.locator for change in found if change.after]
    assert len(set(old)) == len(old)
    assert len(set(new)) == len(new)
    assert len(was) - len(old) == len(now) - len(new)


@given(LINES)
def test_a_text_does_not_differ_from_itself(lines: list[str]) -> None:
    provisions = parse("\n".join(lines)).provisions
    assert difference(provisions, provisions) == ()


AROUND = {
    "middle": (
        "a b c d e f g X h i j k l m n", "a b c d e f g Y h i j k l m n",
        "… b c d e f g X h i j k l m …", "… b c d e f g Y h i j k l m …",
    ),
    "start": ("X b c", "Y b c", "X b c", "Y b c"),
    "words_added": ("a b", "a b c", "a b", "a b c"),
    "same": ("a b", "a b", "a b", "a b"),
    "empty": ("", "a", "", "a"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "old", "new"), AROUND.values(), ids=AROUND)
def test_around(before: str, after: str, old: str, new: str) -> None:
    assert around(before, after) == (old, new)
