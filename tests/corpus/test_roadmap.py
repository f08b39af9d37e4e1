"""The plastics roadmap: every step is held by the text it is taken from."""

from datetime import date, timedelta

import pytest

from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.periods import of_provisions, printed_day
from hoi.corpus.roadmap import Held, State, Step, held, steps
from hoi.index.words import words

ALL_STEPS = pytest.mark.parametrize("step", steps(), ids=lambda step: f"{step.document}:{step.locator}")


@ALL_STEPS
def test_a_step_says_only_what_its_provision_says(library: Library, step: Step) -> None:
    document = library.get(step.document)
    provision = document.provision(step.locator)
    record = f"{document.metadata.kind} số {document.metadata.number}"

    assert step.who.vi in provision.text
    assert step.places.vi in provision.text
    assert step.outside.vi in provision.text
    assert fold(step.source.vi) in fold(f"{record} {provision.text}")
    # "may not be produced" is "production": words are compared by how they begin
    said = f"{step.who.en} {step.places.en} {step.outside.en}"
    assert _begun(said) <= _begun(f"{document.gloss[step.locator]} and")


@ALL_STEPS
def test_the_days_of_a_step_are_those_its_text_gives(library: Library, step: Step) -> None:
    document = library.get(step.document)
    given = _given(document, document.provision(step.locator))

    if step.since:
        assert (
            printed_day(step.since) in given
            or f"sau ngày {printed_day(_before(step.since))}" in given
            or (f"sau năm {_before(step.since).year}" in given)
        )
    if step.until:
        assert f"đến năm {step.until.year}" in given
        assert (step.until.month, step.until.day) == (12, 31)


@ALL_STEPS
def test_what_is_told_with_a_step_is_held(library: Library, step: Step) -> None:
    document = library.get(step.document)

    told = {step.exception, step.remark, step.printed, *step.near} - {""}
    assert told <= document.by_locator.keys()
    limits = document.provision(step.exception or step.locator)
    assert step.allows.vi in limits.text
    assert step.allows.en in document.gloss.get(limits.locator, "")


def test_a_law_goes_before_a_decree_and_a_decree_before_a_plan() -> None:
    kinds = [step.kind for step in steps()]

    assert kinds == sorted(kinds, key=["Luật", "Nghị định", "Kế hoạch"].index)
    assert all(step.binding == (step.kind != "Kế hoạch") for step in steps())


def test_markets_and_shops_are_not_said_to_be_bound() -> None:
    bound = [step for step in steps() if step.binding]

    assert not any(step.is_for(place) for step in bound for place in ("chợ", "cửa hàng"))
    assert [step.outside.vi for step in bound if step.outside.vi] == ["Chợ dân sinh và cửa hàng tiện lợi"]


@pytest.mark.parametrize(
    ("locator", "day", "state"),
    [
        pytest.param("dieu-64#1", date(2025, 12, 31), "coming", id="eve"),
        pytest.param("dieu-64#1", date(2026, 1, 1), "applies", id="first_day"),
        pytest.param("dieu-64#5", date(2030, 12, 31), "coming", id="not_before_2031"),
        pytest.param("dieu-64#5", date(2031, 1, 1), "applies", id="from_2031"),
        pytest.param("IV.2#1", date(2020, 12, 31), "applies", id="last_day"),
        pytest.param("IV.2#1", date(2021, 1, 1), "past", id="over"),
        pytest.param("I#2", date(2021, 1, 1), "applies", id="without_a_day"),
    ],
)
def test_the_day_tells_whether_a_step_applies(locator: str, day: date, state: State) -> None:
    step = next(step for step in steps() if step.locator == locator)

    assert step.state(day) == state


def test_only_what_is_asked_for_is_told(library: Library) -> None:
    found = held(library, frozenset({"kh-235-2021"}))

    assert [each.provision.locator for each in found] == ["III.1#1", "II.2#5"]


def test_a_rule_is_told_with_its_exception(library: Library) -> None:
    rule = _step(library, "dieu-64#1")

    assert [each.locator for each in rule.provisions] == ["dieu-64#1", "dieu-64#3"]


def _step(library: Library, locator: str) -> Held:
    found = held(library, frozenset({"nd-08-2022"}))
    return next(each for each in found if each.provision.locator == locator)


def _given(document: Document, provision: Provision) -> str:
    """Return the words of a provision, with the end of the period it stands under."""
    period = of_provisions(document).get(provision.locator)
    return f"{provision.text.lower()} {f'đến năm {period.end}' if period else ''}"


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _begun(text: str) -> set[str]:
    return {word[:6] for word in words(text, "en")}
