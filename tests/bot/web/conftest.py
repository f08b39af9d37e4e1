"""The web face with a stand-in for the assistant: its citations are cut from the shipped documents."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hoi.bot.assistant.answer import Answer, Citation, Question
from hoi.bot.web.app import create_app
from hoi.corpus.library import Library


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "chromium: drives a real browser; needs Chromium installed")


def cut(library: Library, document: str, locator: str, label: str) -> Citation:
    held = library.get(document)
    return Citation.cut(held, locator, f"{label}, {held.name.vi}", held.provision(locator).span)


class StandIn:
    """Answers every question alike, or as it is told to; remembers what it was asked."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.asked: list[Question] = []
        self.error: Exception | None = None
        self.answer = Answer(
            question="",
            read_as="Đến năm 2025, bao nhiêu siêu thị dùng bao bì thân thiện môi trường?",
            language="vi",
            status="answered",
            text="Đến năm 2025: 85% các siêu thị, trung tâm thương mại.",
            citations=(
                cut(library, "kh-235-2021", "II.1#5", "gạch đầu dòng thứ 5, khoản 1, phần II"),
                cut(library, "nd-08-2022", "dieu-64#1", "gạch đầu dòng thứ 1, Điều 64"),
            ),
            notes=("Giai đoạn 2021 - 2025 đã kết thúc ngày 31/12/2025.",),
            confidence=0.93,
        )

    async def __call__(self, question: Question) -> Answer:
        if question.document is not None:
            self._library.get(question.document)
        self.asked.append(question)
        if self.error is not None:
            raise self.error
        given = self.answer
        return Answer(
            question.text,
            given.read_as,
            given.language,
            given.status,
            given.text,
            given.citations,
            given.notes,
            0.93,
        )


@pytest.fixture
def library() -> Library:
    return Library.shipped()


@pytest.fixture
def ask(library: Library) -> StandIn:
    return StandIn(library)


@pytest.fixture
def app(ask: StandIn, library: Library) -> Starlette:
    return create_app(ask, library)


@pytest.fixture
def client(app: Starlette) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client
