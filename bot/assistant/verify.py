"""Verifying: nothing in an answer's words that its citations do not carry."""

from hoi.bot.assistant.answer import Answer
from hoi.corpus.figures import figures
from hoi.corpus.library import Library


def unsupported(answer: Answer, library: Library) -> frozenset[str]:
    """Return the figures, dates and document numbers of the answer that no cited quote or cited record contains."""
    held = [citation.quote for citation in answer.citations]
    for document in {citation.document for citation in answer.citations}:
        record = library.get(document)
        data = record.metadata
        held += [record.full_name.vi, data.number or "", data.title or ""]
        held += [f"{day.day}/{day.month}/{day.year}" for day in (data.issued_on, data.effective_on) if day]
    return figures(answer.text) - frozenset().union(*(figures(text) for text in held))


def slices(answer: Answer, library: Library) -> bool:
    """Tell whether every quote is the slice of its document's text that it says it is."""
    return all(each.span.of(library.get(each.document).text) == each.quote for each in answer.citations)
