"""The pages for people: ask and read the answer, see what is held, read a document at a provision."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hoi.bot.assistant.answer import MAX_HISTORY, MAX_QUESTION, Answer, Citation, Question
from hoi.bot.web.language import preferred
from hoi.bot.web.metrics import Metrics
from hoi.bot.web.outline import outline, sources
from hoi.bot.web.render import page, place
from hoi.bot.web.words import samples
from hoi.bot.worker import Ask
from hoi.corpus.errors import InputError
from hoi.corpus.library import Library

MAX_CARRIED = 800
"""Characters of earlier questions a page carries on: percent-encoded they still fit an 8 KiB address."""
_OPEN_CONTENTS = 16
"""Headings up to which the table of contents stands open."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the question form holds when the page is shown."""

    history: tuple[str, ...] = ()
    document: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation with what the page says around it: where it stands, an English gloss."""

    citation: Citation
    href: str
    gloss: str


class Pages:
    """The endpoints for people; whole without a script."""

    def __init__(self, ask: Ask, library: Library, metrics: Metrics) -> None:
        self._ask = metrics.counted("page", ask)
        self._library = library

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        return [
            Route("/", self.home),
            Route("/documents", self.documents),
            Route("/documents/{id}", self.document),
        ]

    async def home(self, request: Request) -> Response:
        """Show the question form or, with ``?q=``, the answer."""
        if "q" not in request.query_params:
            return self._home(request, Form())
        history = tuple(request.query_params.getlist("h")[-MAX_HISTORY:])
        document = request.query_params.get("document", "")
        typed = request.query_params["q"]
        try:
            question = Question.of(typed, history, document or None)
            answer = await self._ask(question)
        except InputError as error:
            kept = Form(history, document if document in self._library else "", typed[:MAX_QUESTION])
            return self._home(request, kept, error)
        return self._answer(request, question, answer)

    async def documents(self, request: Request) -> Response:
        """List what is held."""
        return page(request, "documents", documents=list(self._library), place=place)

    async def document(self, request: Request) -> Response:
        """Show one document: its record, its outline, its text."""
        document = self._library.get(request.path_params["id"])
        blocks = outline(document)
        headings = [block for block in blocks if block.level]
        return page(
            request,
            "document",
            document=document,
            blocks=blocks,
            headings=headings,
            open_contents=len(headings) <= _OPEN_CONTENTS,
            sources=partial(sources, self._library),
            place=place,
        )

    def _home(self, request: Request, form: Form, error: InputError | None = None) -> Response:
        language = preferred(request)
        return page(
            request,
            "home",
            status=error.http_status if error else 200,
            store=error is None,
            form=form,
            documents=list(self._library),
            place=place,
            samples=samples(language),
            error=error.sentence(language) if error else "",
        )

    def _answer(self, request: Request, question: Question, answer: Answer) -> Response:
        return page(
            request,
            "answer",
            store=False,
            answer=answer,
            shown=[self._shown(each, answer) for each in answer.sources],
            form=Form(carried((*question.history, question.text)), question.document or ""),
            documents=list(self._library),
        )

    def _shown(self, citation: Citation, answer: Answer) -> Shown:
        document = self._library.get(citation.document)
        provision = document.by_locator.get(citation.locator)
        whole = answer.language == "en" and provision is not None and provision.span == citation.span
        gloss = document.gloss.get(citation.locator, "") if whole else ""
        return Shown(citation, place(citation.document, citation.locator), gloss)


def carried(questions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the latest ``questions`` that a follow-up takes along, oldest first.

    >>> carried(("a" * 700, "b" * 700, "c")) == ("b" * 700, "c")
    True
    """
    kept: list[str] = []
    for question in reversed(questions[-MAX_HISTORY:]):
        if sum(map(len, kept)) + len(question) > MAX_CARRIED:
            break
        kept.append(question)
    return tuple(reversed(kept))
