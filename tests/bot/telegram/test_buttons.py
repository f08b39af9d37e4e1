"""What stands on buttons: within 64 bytes, read again as it was written, and nothing else is taken for a press."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.bot.telegram import buttons
from hoi.bot.telegram.buttons import MAX_BYTES, Press, Verb, cut, data, number, pager, pressed

FIELDS = st.lists(st.from_regex(r"[A-Za-z0-9_-]{0,14}", fullmatch=True), max_size=4)


@given(st.sampled_from(Verb), FIELDS)
def test_press_is_read_as_it_was_written(verb: Verb, fields: list[str]) -> None:
    written = data(verb, *fields)
    assert len(written.encode()) <= MAX_BYTES
    assert pressed(written) == Press(verb, tuple(fields))
    assert pressed(written, verb) == Press(verb, tuple(fields))


@given(st.text(max_size=80) | st.from_regex(r"1[a-z](:[A-Za-z0-9_-]{0,20}){0,6}", fullmatch=True))
def test_any_data_is_a_press_written_its_one_way_or_none(written: str) -> None:
    found = pressed(written)
    assert found is None or data(found.verb, *found.fields) == written


@pytest.mark.parametrize("written", [None, "", "1", "2v:x", "1V:x", "1v:x y", "1v:é", "ask:vi:0", "1v:x\n", "1j:x"])
def test_other_data_is_no_press(written: str | None) -> None:
    assert pressed(written) is None


def test_press_of_another_verb_is_none() -> None:
    assert pressed(data(Verb.VIEW, "a"), Verb.WALK) is None


@pytest.mark.parametrize("field", ["x" * 62, "é", "a:b", "a b"])
def test_what_no_button_can_carry_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="no button"):
        data(Verb.VIEW, field)


@pytest.mark.parametrize(("field", "value"), [("0", 0), ("9", 9), ("10", None), ("-1", None), ("", None), ("٣", None)])
def test_numbers_are_bounded(field: str, value: int | None) -> None:
    assert number(field, 9) == value


@given(st.text(max_size=200), st.integers(2, 60))
def test_label_fits_and_is_cut_after_a_word(label: str, letters: int) -> None:
    short = cut(label, letters)
    assert len(short) <= letters
    assert short == " ".join(label.split()) or short.endswith("…")


def test_pager_has_the_pages_beside() -> None:
    assert [each.text for each in pager(Verb.DOCUMENTS, 0, 3, ())] == ["2/3 ›"]
    assert [each.text for each in pager(Verb.DOCUMENTS, 1, 3, ())] == ["‹ 1/3", "3/3 ›"]
    assert [each.callback_data for each in pager(Verb.DOCUMENTS, 2, 3, ())] == ["1d:1"]
    assert pager(Verb.DOCUMENTS, 0, 1, ()) == []


def test_rows_without_buttons_are_left_out() -> None:
    assert buttons.keyboard([[], []]) is None
