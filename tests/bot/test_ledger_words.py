"""What the cells of the ledger say, in both languages."""

import tomllib
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.bot.ledger import Carried
from hoi.bot.ledger_words import agency, aim, day, difference, ended, figure, left, number, recurs, when
from hoi.corpus.ledger import Target, targets
from hoi.corpus.ledger.rows import Cell
from hoi.corpus.periods import Period
from tests.auxil.ledger import held
from tests.auxil.shelf import DECISION, PLAN, TODAY, deadline


def target(words: str) -> Target:
    (found,) = targets(held(f"II. CHỈ TIÊU\n1. Đến năm 2025\n- {words}"))
    return found


FIGURES = {
    "share": ("90% chợ phân loại rác.", "90%", "90%"),
    "range": ("Từ 15 đến 20 mô hình được xây dựng.", "15 - 20 mô hình", "15 - 20 mô hình"),
    "decrease": ("Giảm 5 - 8% lượng rác.", "giảm 5 - 8%", "down by 5 - 8%"),
    "bound": ("Ít nhất 60% chợ phân loại rác.", "ít nhất 60%", "at least 60%"),
    "decimal": ("Giảm 2,5% lượng rác.", "giảm 2,5%", "down by 2.5%"),
    "thousands": ("Xây dựng 1.200 mô hình.", "1.200 mô hình", "1,200 mô hình"),
    "none": ("Chợ phân loại rác.", "không nêu con số", "no figure given"),
}


@pytest.mark.parametrize(("words", "vi", "en"), FIGURES.values(), ids=FIGURES)
def test_figure(words: str, vi: str, en: str) -> None:
    assert (figure(target(words), "vi"), figure(target(words), "en")) == (vi, en)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [pytest.param(5.0, None, "giảm ít nhất 5%", id="low"), pytest.param(None, 8.0, "giảm không quá 8%", id="high")],
)
def test_a_change_with_one_end_is_a_bound(low: float | None, high: float | None, said: str) -> None:
    ends = {"low": Cell(low) if low else None, "high": Cell(high) if high else None}
    assert figure(replace(target("Giảm 5 - 8% lượng rác."), **ends), "vi") == said  # type: ignore[arg-type]


@given(st.floats(-1e12, 1e12), st.sampled_from(["vi", "en"]))
def test_a_number_is_written_without_loss(value: float, language: str) -> None:
    written = number(value, language)
    plain = written.replace(",", "") if language == "en" else written.replace(".", "").replace(",", ".")
    assert float(plain) == round(value, 6)


AIMS = {
    "subject_then_verb": ("90% chợ phân loại rác.", "chợ phân loại rác"),
    "measure_of_subject": ("Giảm 5% mức tiêu hao của các chợ.", "mức tiêu hao của các chợ"),
    "subject_before_the_figure": ("Siêu thị giảm 5% lượng rác.", "Siêu thị: lượng rác"),
    "no_subject": ("Chợ phân loại rác.", "Chợ phân loại rác"),
}


@pytest.mark.parametrize(("words", "said"), AIMS.values(), ids=AIMS)
def test_aim_is_said_in_the_words_of_the_text(words: str, said: str) -> None:
    document = held(f"II. CHỈ TIÊU\n1. Đến năm 2025\n- {words}")
    assert aim(targets(document)[0], document) == said


DIFFERENCES = {
    "higher": ("70% chợ phân loại rác.", 20, 20, "cao hơn 20 điểm phần trăm"),
    "lower": ("70% chợ phân loại rác.", -2.5, -2.5, "thấp hơn 2,5 điểm phần trăm"),
    "equal": ("70% chợ phân loại rác.", 0, 0, "bằng"),
    "all_but_equal": ("70% chợ phân loại rác.", 0.1 + 0.2 - 0.3, 0, "bằng"),
    "both_ends": (
        "Giảm 7 - 10% lượng rác.", 1, 0, "cao hơn 1 điểm phần trăm ở mức thấp nhất, bằng ở mức cao nhất",
    ),
    "one_end": ("Ít nhất 70% chợ phân loại rác.", 20, None, "cao hơn 20 điểm phần trăm"),
    "no_figure": ("Chợ phân loại rác.", None, None, ""),
    "count": ("Xây dựng 30 mô hình.", -28, -28, ""),
}  # fmt: skip


@pytest.mark.parametrize(("words", "low", "high", "said"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_difference(words: str, low: float | None, high: float | None, said: str) -> None:
    assert difference(Carried(DECISION, target(words), low, high), "vi") == said


@pytest.mark.parametrize(
    ("today", "said"),
    [
        pytest.param(date(2025, 12, 31), "", id="last_day"),
        pytest.param(date(2026, 1, 1), "đã kết thúc", id="day_after"),
    ],
)
def test_a_period_ends_with_its_last_year(today: date, said: str) -> None:
    assert ended(Cell(Period(2021, 2025)), today, "vi") == said


SOIL = "Sở Tài nguyên và Môi trường"
AGENCIES = {
    "renamed": (SOIL, TODAY, f"{SOIL} (nay là Sở Nông nghiệp và Môi trường)"),
    "not_yet": (SOIL, date(2025, 2, 28), SOIL),
    "same": ("Sở Y tế", TODAY, "Sở Y tế"),
    "no_agency": ("các đơn vị liên quan", TODAY, "các đơn vị liên quan"),
}


@pytest.mark.parametrize(("name", "today", "said"), AGENCIES.values(), ids=AGENCIES)
def test_an_agency_is_followed_by_its_successor(name: str, today: date, said: str) -> None:
    assert agency(name, PLAN, today, "vi") == said


@pytest.mark.parametrize("issued", [None, date(2025, 3, 1)], ids=["undated", "after_the_change"])
def test_no_successor_where_the_text_may_mean_the_new_agency(issued: date | None) -> None:
    document = replace(PLAN, metadata=replace(PLAN.metadata, issued_on=issued))
    assert agency(SOIL, document, TODAY, "vi") == SOIL


DATES = {
    "left": (deadline("a", due=date(2026, 12, 1)), ("01/12/2026", "còn 8 ngày")),
    "today": (deadline("a", due=TODAY), ("23/11/2026", "hôm nay")),
    "past": (deadline("a", due=date(2020, 1, 5)), ("05/01/2020", "đã qua 2.514 ngày")),
    "days": (deadline("a", recurs="06-15,12-15"), ("ngày 15/6, 15/12 hằng năm", "lần tới 15/12/2026, còn 22 ngày")),
    "first_of_two": (
        deadline("a", recurs="01-05,12-20"),
        ("ngày 05/01 hằng năm; ngày 20/12 hằng năm", "lần tới 20/12/2026, còn 27 ngày"),
    ),
    "monthly": (deadline("a", recurs="--05"), ("ngày 05 hằng tháng", "lần tới 05/12/2026, còn 12 ngày")),
    "rhythm": (deadline("a", recurs="P3M"), ("hằng quý", "kỳ này hết ngày 31/12/2026, còn 38 ngày")),
    "open": (deadline("a"), ("không nêu ngày", "")),
    "unknown": (deadline("a", recurs="P2D"), ("không nêu ngày", "")),
}


@pytest.mark.parametrize(("row", "said"), DATES.values(), ids=DATES)
def test_when(row: object, said: tuple[str, str]) -> None:
    assert when(row, TODAY, "vi") == said  # type: ignore[arg-type]


def test_the_same_in_english() -> None:
    assert when(deadline("a", recurs="06-15,12-15"), TODAY, "en") == (
        "each year on 06-15, 12-15", "next on 2026-12-15, days left: 22",
    )  # fmt: skip
    assert recurs(deadline("a"), "en") == ""
    assert (day(TODAY, "en"), left(TODAY, TODAY, "en")) == ("2026-11-23", "today")


def test_both_languages_have_the_same_words() -> None:
    vietnamese, english = (
        tomllib.loads(files("hoi.prompts").joinpath(language, "ledger.toml").read_text(encoding="utf-8"))
        for language in ("vi", "en")
    )
    assert {name: set(table) for name, table in vietnamese.items()} == {
        name: set(table) for name, table in english.items()
    }
