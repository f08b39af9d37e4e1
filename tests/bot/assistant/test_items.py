"""Items: whose sentences are looked up."""

from datetime import date

import pytest

from hoi.bot.assistant.answer import Language, Question
from hoi.bot.assistant.items import BRIEF, Items
from hoi.bot.assistant.question import Reading, read
from hoi.corpus.library import Library
from hoi.corpus.normalise import syllables
from hoi.index.search import Finder


@pytest.fixture
def looked_up(finder: Finder, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The locators of the provisions whose sentences were looked up."""
    found: list[str] = []
    pieces = finder.pieces

    def noted(document: str, locator: str, language: Language) -> tuple[str, ...]:
        found.append(locator)
        return pieces(document, locator, language)

    monkeypatch.setattr(finder, "pieces", noted)
    return found


@pytest.fixture
def reading(library: Library, finder: Finder) -> Reading:
    return read(Question.of("Siêu thị phải làm gì?"), library, finder.restorer, date(2026, 11, 23))


@pytest.mark.parametrize("listed", [False, True])
def test_none_of_a_digest(
    library: Library, finder: Finder, reading: Reading, looked_up: list[str], *, listed: bool
) -> None:
    digest = library.get("nd-08-2022")
    places = [(digest, each) for each in digest.provisions]

    assert len(Items(library, finder).of(reading, places, listed=listed)) == len(places)
    assert looked_up == []


def test_only_those_of_long_provisions(
    library: Library, finder: Finder, reading: Reading, looked_up: list[str]
) -> None:
    plan = library.get("kh-235-2021")
    Items(library, finder).of(reading, [(plan, each) for each in plan.provisions])

    assert looked_up == [each.locator for each in plan.provisions if len(syllables(plan.said(each, "vi"))) > BRIEF]
