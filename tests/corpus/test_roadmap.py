"""The plastics roadmap: every step is held by the text it is taken from."""

import pytest

from hoi.corpus.library import Library
from hoi.corpus.normalise import fold
from hoi.corpus.roadmap import Step, held, steps
from hoi.index.words import words


@pytest.mark.parametrize("step", steps(), ids=lambda step: f"{step.document}:{step.locator}")
def test_a_step_says_only_what_its_provision_says(library: Library, step: Step) -> None:
    document = library.get(step.document)
    provision = document.provision(step.locator)
    record = f"{document.metadata.kind} số {document.metadata.number}"

    assert step.who.vi in provision.text
    assert step.places.vi in provision.text
    assert fold(step.source.vi) in fold(f"{record} {provision.text}")
    # "may not be produced" is "production": words are compared by how they begin
    assert _begun(f"{step.who.en} {step.places.en}") <= _begun(f"{document.gloss[step.locator]} and")


def _begun(text: str) -> set[str]:
    return {word[:6] for word in words(text, "en")}


def test_a_decree_goes_before_a_plan() -> None:
    kinds = [step.source.vi.split(" số ")[0] for step in steps()]

    assert kinds == sorted(kinds, key=["Nghị định", "Kế hoạch"].index)
    assert all(step.binding == (kind == "Nghị định") for step, kind in zip(steps(), kinds, strict=True))


def test_markets_are_not_said_to_be_bound() -> None:
    assert not any("chợ" in step.places.vi for step in steps() if step.binding)


def test_only_what_is_asked_for_is_told(library: Library) -> None:
    found = held(library, frozenset({"kh-235-2021"}))

    assert [provision.locator for _, _, provision in found] == ["III.1#1"]
