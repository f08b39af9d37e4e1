"""The values every face shares: a question, an answer, and the citations that carry it."""

from dataclasses import dataclass, field
from typing import Literal

from hoi.corpus.errors import InputError, TooLargeError
from hoi.corpus.labels import citation_line
from hoi.corpus.model import Document, Span
from hoi.corpus.normalise import clean

Status = Literal["answered", "partial", "not_found", "refused"]
Language = Literal["vi", "en"]

MAX_QUESTION = 1_000
"""Characters a question may have: four times the longest question of the evaluation sets."""
MAX_HISTORY = 8
"""Earlier questions that are looked at; older ones are dropped."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked, with the questions asked before it (oldest first)."""

    text: str
    history: tuple[str, ...] = ()
    document: str | None = None

    @classmethod
    def of(cls, text: str, history: tuple[str, ...] = (), document: str | None = None) -> "Question":
        """Return a question from raw text: cleaned, bounded, never empty.

        Raises:
            InputError: nothing is left after cleaning.
            TooLargeError: the question is longer than ``MAX_QUESTION`` characters.
        """
        if len(text) > 4 * MAX_QUESTION:
            raise _too_long()
        cleaned = clean(text)
        if not any(char.isalnum() for char in cleaned):
            raise InputError("Câu hỏi trống; hãy nhập một câu hỏi.", "The question is empty; please type a question.")
        if len(cleaned) > MAX_QUESTION:
            raise _too_long()
        earlier = tuple(clean(each[: 4 * MAX_QUESTION])[:MAX_QUESTION] for each in history[-MAX_HISTORY:])
        return cls(cleaned, tuple(each for each in earlier if each), document)


def _too_long() -> TooLargeError:
    return TooLargeError(
        f"Câu hỏi dài quá {MAX_QUESTION} ký tự; hãy hỏi ngắn hơn.",
        f"The question is longer than {MAX_QUESTION} characters; please shorten it.",
    )


@dataclass(frozen=True, slots=True)
class Citation:
    """One contiguous slice of one document: ``document.text[span.start:span.end] == quote``.

    ``line`` names the place as an official writes it into a report, to be copied. ``period`` is what the heading above
    it says, where that is cited too; that citation is a ``heading``, and a reader needs no source of its own for it.
    """

    document: str
    locator: str
    label: str
    quote: str
    span: Span
    verbatim: bool
    line: str = ""
    period: str = ""
    heading: bool = False

    @property
    def head(self) -> str:
        """The label, and the period the provision is for: "gạch đầu dòng thứ 5, … (Giai đoạn 2021 - 2025)"."""
        return f"{self.label} ({self.period})" if self.period else self.label

    @classmethod
    def cut(cls, document: Document, locator: str, label: str, span: Span) -> "Citation":
        """Return the citation of ``span`` in ``document``; the quote is cut from the text, never passed in."""
        line = citation_line(document, locator)
        return cls(document.id, locator, label, span.of(document.text), span, document.verbatim, line)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says to one question; ``citations`` best first, empty unless something is quoted.

    ``suggestions`` are questions to ask next, in the same language, that the documents answer.
    """

    question: str
    read_as: str
    language: Language
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: float = 0.0
    elapsed_ms: float = field(default=0.0, compare=False)
    suggestions: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The citations a reader is shown: all but the headings, whose words stand beside the provisions under them."""
        return tuple(each for each in self.citations if not each.heading)
