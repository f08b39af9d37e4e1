"""What the pictures show: every figure and day is one of the ledger's."""

from datetime import date

import pytest

from hoi.bot import ledger_words
from hoi.bot.ledger import Ledger
from hoi.bot.pictures.milestones import milestones
from hoi.bot.pictures.target_groups import drawable, groups
from hoi.corpus.ledger.rows import Target
from hoi.corpus.library import Library
from tests.auxil.ledger import held

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def ledger(library: Library) -> Ledger:
    return Ledger(library)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_figure_of_the_chart_is_a_row_of_the_ledger(ledger: Ledger, library: Library, language: str) -> None:
    plan = library.get("kh-235-2021")
    rows = {
        (entry.row.document, entry.row.locator, ledger_words.figure(entry.row, language))
        for entry in ledger.entries("targets")
        if isinstance(entry.row, Target)
    }
    found = groups(ledger, plan, TODAY, language)
    shown = [
        (each.document, each.locator, each.said) for group in found for stage in group.stages for each in stage.figures
    ]
    assert set(shown) <= rows
    ours = [each for each in shown if each[0] == plan.id]
    assert len(ours) == len(ledger.entries("targets", document=plan.id))


def test_same_aim_of_two_periods_is_one_group(ledger: Ledger, library: Library) -> None:
    found = groups(ledger, library.get("kh-235-2021"), TODAY, "vi")
    assert [[stage.period for stage in group.stages] for group in found] == [["2021 - 2025", "2026 - 2030"]] * 5
    levels = [figure.level for figure in found[1].stages[0].figures]
    assert levels == ["provincial", "national"]
    assert [figure.percent for figure in found[0].stages[1].figures] == [(8, 10), (7, 10)]


def test_figure_that_is_no_percentage_has_no_bar(ledger: Ledger, library: Library) -> None:
    models = groups(ledger, library.get("kh-235-2021"), TODAY, "vi")[2]
    assert [figure.percent for stage in models.stages for figure in stage.figures] == [None] * 3


def test_period_that_ended_is_remarked_from_its_end_on(ledger: Ledger, library: Library) -> None:
    plan = library.get("kh-235-2021")
    assert groups(ledger, plan, TODAY, "vi")[0].stages[0].ended == "đã kết thúc"
    assert groups(ledger, plan, date(2025, 12, 31), "vi")[0].stages[0].ended == ""


def test_english_aim_has_no_figure_of_one_period(ledger: Ledger, library: Library) -> None:
    for group in groups(ledger, library.get("kh-235-2021"), TODAY, "en"):
        assert not any(char.isdigit() for char in group.aim)


def test_chart_is_of_the_document_that_carries_most_out(ledger: Ledger, library: Library) -> None:
    document = drawable(ledger, library)
    assert document is not None
    assert document.id == "kh-235-2021"


def test_library_without_targets_has_no_chart_and_no_timeline() -> None:
    empty = Library([held("I. CHUNG\n\nKhông có gì.")])
    assert drawable(Ledger(empty), empty) is None
    assert milestones(Ledger(empty), empty, TODAY, "vi") == ()


def test_days_of_the_timeline_are_in_order_and_each_says_its_clause(ledger: Ledger, library: Library) -> None:
    found = milestones(ledger, library, TODAY, "vi")
    assert [each.day for each in found] == sorted({each.day for each in found})
    clauses = [entry.row.quote for entry in ledger.entries("deadlines")]
    said = [event for each in found for event in each.events]
    assert all(clause in said for clause in clauses)
    assert [each.day for each in found if each.binding] == [date(2026, 1, 1), date(2030, 12, 31)]


def test_deadline_of_every_year_stands_at_its_next_day() -> None:
    library = Library([held("1. Sở Công Thương báo cáo kết quả trước ngày 15/12 hằng năm.")])
    deadlines = [each for each in milestones(Ledger(library), library, date(2026, 12, 16), "vi") if each.binding]
    assert [each.day for each in deadlines] == [date(2027, 12, 15)]
