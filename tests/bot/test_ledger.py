"""The rows that every face shows: what they carry out, what they are asked for, in which order."""

from dataclasses import replace
from datetime import date

import pytest

from hoi.bot import ledger as module
from hoi.bot.ledger import MAX_WANTED, Choices, Entry, Ledger, by_date, falls_on
from hoi.corpus.errors import InputError, NotHeldError, TooLargeError
from hoi.corpus.ledger.select import Table, Wanted
from hoi.corpus.library import Library
from hoi.corpus.model import Metadata
from tests.auxil.shelf import DECISION, LATER, LIBRARY, PLAN, TODAY, deadline


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(LIBRARY)


def carried(entry: Entry) -> tuple[str, str, float | None, float | None] | None:
    found = entry.carries_out
    return (found.document.id, found.target.locator, found.low, found.high) if found else None


def test_targets_of_a_plan_carry_out_those_of_the_decision_it_names(ledger: Ledger) -> None:
    assert [carried(each) for each in ledger.entries("targets", document=PLAN.id)] == [
        (DECISION.id, "II.1#1", 20, 20),
        (DECISION.id, "II.1#2", -28, -28),
        (DECISION.id, "II.2#1", 1, 0),
    ]


def test_a_decree_that_a_plan_does_not_name_is_not_carried_out(ledger: Ledger) -> None:
    assert LATER.id not in {each.carries_out.document.id for each in ledger.entries("targets") if each.carries_out}


def test_targets_of_a_decision_carry_out_nothing(ledger: Ledger) -> None:
    assert {carried(each) for each in ledger.entries("targets", document=DECISION.id)} == {None}


NUMBERS = ("2/QĐ-TTg", "12/QĐ-TT", "12/QĐ", "Đ-TTg")


def test_part_of_a_number_names_no_decision() -> None:
    others = [replace(DECISION, id=f"qd-{n}", metadata=Metadata(number=each)) for n, each in enumerate(NUMBERS)]
    library = Library([PLAN, *others])
    assert {carried(each) for each in Ledger(library).entries("targets", document=PLAN.id)} == {None}


def test_shipped_plan_surpasses_the_nation_by_twenty_points() -> None:
    entries = Ledger(Library.shipped()).entries("targets", document="kh-235-2021")
    found = {each.row.locator: carried(each) for each in entries}
    assert [found[each] for each in ("II.1#2", "II.1#5", "II.2#3")] == [
        ("qd-889-2020", "II.1#3", 20, 20),
        ("qd-889-2020", "II.1#6", 0, 0),  # not II.1#7, which names no figure
        None,
    ]


@pytest.mark.parametrize("document", ["", "kh-9-1999", "\u200b"], ids=["empty", "unknown", "blank"])
def test_an_unknown_document_is_not_held(ledger: Ledger, document: str) -> None:
    with pytest.raises(NotHeldError):
        ledger.entries("targets", document=document)


@pytest.mark.parametrize("wanted", [Wanted(agency="a" * 201), Wanted(period="2" * 201)], ids=["agency", "period"])
def test_what_is_longer_than_any_name_is_refused(ledger: Ledger, wanted: Wanted) -> None:
    with pytest.raises(TooLargeError) as raised:
        ledger.entries("duties", wanted)
    assert str(MAX_WANTED) in raised.value.vi


def test_a_period_that_says_nothing_is_refused_each_time(ledger: Ledger) -> None:
    for _ in range(2):
        with pytest.raises(InputError, match="sap toi"):
            ledger.entries("targets", Wanted(period="sap toi"))


def test_the_same_is_read_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ledger.entries("duties", Wanted(agency="Sở TN&MT"))
    monkeypatch.setattr(module, "rows", None)
    assert ledger.entries("duties", Wanted(agency="Sở TN&MT")) is first


CHOICES: dict[Table, Choices] = {
    "targets": Choices((), ("2021 - 2025", "2026 - 2030")),
    "duties": Choices(("Sở Công Thương", "Sở Tài nguyên và Môi trường", "Ủy ban nhân dân các huyện, thành phố"), ()),
    "deadlines": Choices(("Sở Tài nguyên và Môi trường", "Ủy ban nhân dân các huyện, thành phố"), ()),
}


@pytest.mark.parametrize(("table", "choices"), CHOICES.items(), ids=CHOICES)
def test_choices_are_what_the_rows_name(ledger: Ledger, table: Table, choices: Choices) -> None:
    assert ledger.choices(table) == choices


def test_deadlines_stand_by_date_with_those_that_have_none_at_the_end() -> None:
    rows = [
        deadline("không ngày"),
        deadline("hằng năm", recurs="12-15"),
        deadline("năm sau", due=date(2027, 1, 1)),
        deadline("đã qua", due=date(2020, 1, 1)),
    ]
    ordered = by_date([Entry(row, PLAN) for row in rows], TODAY)
    assert [falls_on(each.row, TODAY) for each in ordered] == [
        date(2020, 1, 1), date(2026, 12, 15), date(2027, 1, 1), None,
    ]  # fmt: skip


def test_other_tables_keep_the_order_of_the_text(ledger: Ledger) -> None:
    entries = ledger.entries("targets")
    assert by_date(entries, TODAY) == list(entries)
