"""A small honest assistant for tests of the faces: cuts its quotes from the plan, follows a few words."""

import time

from hoi.bot.assistant.answer import Answer, Citation, Language, Question
from hoi.corpus.errors import IndexStateError
from hoi.corpus.library import Library
from hoi.corpus.normalise import fold

PLAN = "kh-235-2021"


def answer(question: Question) -> Answer:
    """Answer with a provision of the plan; «nổ» fails, «hỏng» fails politely, «chậm» takes a moment."""
    words = fold(question.text)
    if "no tung" in words:
        raise RuntimeError(question.text)
    if "hong" in words:
        raise IndexStateError("Chỉ mục chưa sẵn sàng.", "The index is not ready.")
    if "cham" in words:
        time.sleep(0.2)
    text = f"Đã hỏi: {' | '.join((*question.history, question.text))}"
    language: Language = "en" if "supermarket" in words else "vi"
    return Answer(question.text, question.text, language, "answered", text, (_cite(words),), ("Ghi chú.",), 0.9)


def _cite(words: str) -> Citation:
    document = Library.shipped().get(PLAN)
    locator = "II.2#5" if "2030" in words else "II.1#5"
    return Citation.cut(document, locator, f"mục {locator}, {document.name.vi}", document.provision(locator).span)
