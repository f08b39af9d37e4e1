"""Items: whose sentences are looked up."""

import pytest

from hoi.bot.assistant.answer import Language, Question
from hoi.bot.assistant.items import BRIEF, Items
from hoi.bot.assistant.question import Reader, Reading
from hoi.corpus.library import Library
from hoi.corpus.normalise import syllables
from hoi.index.search import Finder
from tests.conftest import TODAY


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
    return Reader(library, finder.restorer).read(Question.of("Siêu thị phải làm gì?"), TODAY)


@pytest.mark.parametrize("listed", [False, True])
def test_none_of_a_digest(
    library: Library, finder: Finder, reading: Reading, looked_up: list[str], *, listed: bool
) -> None:
    digest = library.get("nd-08-2022")
    places = [(digest, each) for each in digest.provisions]

    assert len(Items(finder).of(reading, places, listed=listed)) == len(places)
    assert looked_up == []


def test_only_those_of_long_provisions(
    library: Library, finder: Finder, reading: Reading, looked_up: list[str]
) -> None:
    plan = library.get("kh-235-2021")
    Items(finder).of(reading, [(plan, each) for each in plan.provisions])

    assert looked_up == [each.locator for each in plan.provisions if len(syllables(plan.said(each, "vi"))) > BRIEF]
