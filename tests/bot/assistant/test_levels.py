"""Province and nation: which provision of the other level is for the same thing."""

from dataclasses import replace

import pytest

from hoi.bot.assistant.levels import Counterparts
from hoi.corpus.alignment import Alignment, align
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Metadata
from tests.auxil.shelf import DECISION, LATER, PLAN


def beside(library: Library, document: str, locator: str) -> list[tuple[str, str]]:
    held = library.get(document)
    return [(other.id, each.locator) for other, each in Counterparts(library).of(held, held.provision(locator))]


def test_a_target_and_what_it_carries_out_stand_beside_each_other() -> None:
    library = Library([PLAN, DECISION, LATER])

    assert beside(library, PLAN.id, "II.1#1") == [(DECISION.id, "II.1#1")]
    assert beside(library, DECISION.id, "II.1#1") == [(PLAN.id, "II.1#1")]


@pytest.mark.parametrize("number", ["2/QĐ-TTg", "12/QĐ", None])
def test_part_of_the_number_that_a_plan_names_is_no_decision_of_its_own(number: str | None) -> None:
    other = replace(DECISION, metadata=Metadata(number=number))

    assert beside(Library([PLAN, other]), PLAN.id, "II.1#1") == []


def test_a_library_is_aligned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    library, aligned = Library([PLAN, DECISION]), list[str]()

    def counted(plan: Document, decision: Document) -> tuple[Alignment, ...]:
        aligned.append(plan.id)
        return align(plan, decision)

    monkeypatch.setattr("hoi.bot.assistant.levels.align", counted)
    for _ in range(2):
        beside(library, PLAN.id, "II.1#1")

    assert aligned == [PLAN.id]
