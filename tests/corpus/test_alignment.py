"""Alignment of a plan with the decision it follows: the pairs listed by hand, and what must never pair."""

import json

import pytest

from bench.ledger import GOLD
from hoi.corpus.alignment import Alignment, align, carries_out
from hoi.corpus.library import Library
from tests.auxil.ledger import held

LINES = (GOLD / "alignment.jsonl").read_text(encoding="utf-8").splitlines()
HEAD = "II. CHỈ TIÊU\n1. Đến năm 2025\n- "


def told(each: Alignment) -> dict[str, object]:
    plan = each.plan.locator if each.plan else None
    return {"decision": each.decision.locator, "plan": plan, "low": each.low, "high": each.high}


def test_pairs_of_the_plan_and_decision_889_are_those_listed_by_hand() -> None:
    library = Library.shipped()
    found = align(library.get("kh-235-2021"), library.get("qd-889-2020"))
    assert [told(each) for each in found] == [json.loads(line) for line in LINES]


PAIRS = {
    "same": ("80% chợ phân loại rác.", "80% các chợ phân loại rác.", 0, 0),
    "higher": ("70% chợ phân loại rác.", "90% chợ phân loại rác.", 20, 20),
    "lower_decrease": ("Giảm 7 - 10% mức tiêu hao.", "Giảm 5 - 8% mức tiêu hao.", -2, -2),
    "bound": ("Ít nhất 70% chợ phân loại rác.", "90% chợ phân loại rác.", 20, None),
}


@pytest.mark.parametrize(("decision", "plan", "low", "high"), PAIRS.values(), ids=PAIRS)
def test_difference(decision: str, plan: str, low: float, high: float | None) -> None:
    (found,) = align(held(HEAD + plan), held(HEAD + decision))
    assert (found.low, found.high) == (low, high)


APART = {
    "other_unit": ("80% chợ phân loại rác.", "Xây dựng 80 chợ phân loại rác."),
    "other_direction": ("Giảm 5% lượng rác.", "Tăng 5% lượng rác."),
    "other_subject": ("80% siêu thị phân loại rác.", "80% trường học phân loại rác."),
    "other_measure": ("80% chợ phân loại rác.", "80% chợ niêm yết giá bán hàng hóa."),
}


@pytest.mark.parametrize(("decision", "plan"), APART.values(), ids=APART)
def test_what_is_not_the_same_is_not_paired(decision: str, plan: str) -> None:
    (found,) = align(held(HEAD + plan), held(HEAD + decision))
    assert found.plan is None


def test_another_period_is_not_paired() -> None:
    plan = held("II. CHỈ TIÊU\n1. Đến năm 2030\n- 80% chợ phân loại rác.")
    (found,) = align(plan, held(HEAD + "80% chợ phân loại rác."))
    assert found.plan is None


def test_a_target_of_the_plan_is_paired_once() -> None:
    found = align(
        held(HEAD + "90% chợ phân loại rác."), held(HEAD + "80% chợ phân loại rác.\n- 70% chợ phân loại rác thải.")
    )
    assert [each.plan is not None for each in found] == [True, False]


def test_nothing_to_align() -> None:
    assert align(held(""), held("")) == ()


def test_a_plan_carries_out_the_decisions_it_names() -> None:
    library = Library.shipped()
    plan = library.get("kh-235-2021")
    assert [each.id for each in library if carries_out(plan, each)] == ["qd-889-2020"]
