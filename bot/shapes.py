"""Values to JSON shapes, in one place (contract: "An answer", "hoi parse", "hoi ledger", "The HTTP API")."""

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from hoi.bot.assistant.answer import Answer, Citation
from hoi.corpus.intake import Understood
from hoi.corpus.model import Document, Metadata, Provision, Table
from hoi.corpus.store.versions import Version

if TYPE_CHECKING:
    from hoi.bot.ledger import Carried, Entry


def answer(value: Answer, *, identifier: str | None = None) -> dict[str, Any]:
    """Return the JSON object of an answer."""
    return {
        **({} if identifier is None else {"id": identifier}),
        "question": value.question,
        "read_as": value.read_as,
        "language": value.language,
        "status": value.status,
        "answer": value.text,
        "citations": [citation(each) for each in value.citations],
        "notes": list(value.notes),
        "suggestions": list(value.suggestions),
        "confidence": round(value.confidence, 3),
        "elapsed_ms": round(value.elapsed_ms, 1),
    }


def citation(value: Citation) -> dict[str, Any]:
    """Return the JSON object of a citation."""
    return {
        "document": value.document,
        "locator": value.locator,
        "label": value.label,
        "quote": value.quote,
        "start": value.span.start,
        "end": value.span.end,
        "verbatim": value.verbatim,
        "line": value.line,
        "period": value.period,
        "heading": value.heading,
    }


def metadata(value: Metadata) -> dict[str, Any]:
    """Return the JSON object of a document's metadata; dates in ISO form, unknown fields null."""
    return {
        "number": value.number,
        "kind": value.kind,
        "issued_on": value.issued_on.isoformat() if value.issued_on else None,
        "effective_on": value.effective_on.isoformat() if value.effective_on else None,
        "issuer": value.issuer,
        "signer": value.signer,
        "title": value.title,
        "field": value.field,
    }


def provision(value: Provision) -> dict[str, Any]:
    """Return the JSON object of a provision."""
    return {
        "locator": value.locator,
        "kind": value.kind,
        "label": value.label,
        "heading": " > ".join(value.heading),
        "text": value.text,
        "start": value.span.start,
        "end": value.span.end,
        "parent": value.parent,
    }


def document(value: Document, *, whole: bool = False) -> dict[str, Any]:
    """Return the JSON object of a document; with ``whole``, its text and provisions too."""
    record = {
        "id": value.id,
        "name": value.full_name.vi,
        "metadata": metadata(value.metadata),
        "level": value.level,
        "verbatim": value.verbatim,
        "sha256": value.sha256,
        "held": value.held.vi,
        "missing": [each.what.vi for each in value.missing],
        "original": [{"url": each.url or None, "note": each.note} for each in value.original],
        "text_length": len(value.text),
    }
    if whole:
        record["text"] = value.text
        record["provisions"] = [provision(each) for each in value.provisions]
        record["statements"] = [
            {
                "locator": each.locator,
                "confidence": each.confidence,
                "place": each.place,
                "sources": list(each.sources),
                "note": each.note,
            }
            for each in value.statements
        ]
    return record


def understood(value: Understood) -> dict[str, Any]:
    """Return the JSON object of a file as understood; its warnings are for programs and stand in English."""
    return {
        "metadata": metadata(value.metadata),
        "text_length": len(value.text),
        "provisions": [provision(each) for each in value.outline.provisions],
        "tables": [table(each, value.text) for each in value.outline.tables],
        "warnings": [each.en for each in value.warnings],
    }


def table(value: Table, text: str) -> dict[str, Any]:
    """Return the JSON object of a table, whose cells are slices of ``text``."""
    return {
        "locator": value.locator,
        "columns": list(value.columns),
        "rows": [[cell.of(text) for cell in row.cells] for row in value.rows],
    }


def version(value: Version) -> dict[str, Any]:
    """Return the JSON object of a stored version."""
    return {
        "version": value.name,
        "file": value.file,
        "ingested_at": value.ingested_at.isoformat() if value.ingested_at else None,
        "current": value.is_current,
    }


def entry(value: "Entry") -> dict[str, Any]:
    """Return the JSON object of a row of the ledger, its fields in the order of the contract.

    ``cells`` has the start and end of each value that the text itself says, a list of them for several agencies; a
    target also has what it ``carries_out``, or null.
    """
    from hoi.corpus.ledger.rows import Target

    row = value.row
    stated = {each.name: getattr(row, each.name) for each in fields(row)}
    record = {name: _plain(each) for name, each in stated.items()}
    record["cells"] = {name: place for name, each in stated.items() if (place := _place(each))}
    return record | ({"carries_out": _carried(value.carries_out)} if isinstance(row, Target) else {})


def _plain(value: object) -> object:
    """Return what a field of a row says: a cell's value, a list for several cells, dates in ISO form."""
    from hoi.corpus.ledger.rows import Cell, printed
    from hoi.corpus.periods import Period

    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    said = value.value if isinstance(value, Cell) else value
    if isinstance(said, Period):
        return printed(said)
    return said.isoformat() if isinstance(said, date) else said


def _place(value: object) -> list[Any] | None:
    """Return the start and end of a cell, or those of each of several; None where the text does not say it."""
    from hoi.corpus.ledger.rows import Cell

    if isinstance(value, tuple):
        return [_place(each) for each in value]
    return [value.span.start, value.span.end] if isinstance(value, Cell) and value.span else None


def _carried(value: "Carried | None") -> dict[str, Any] | None:
    """Return the national target that a provincial one carries out; ``difference``: ours minus theirs, at both ends."""
    if value is None:
        return None
    known = value.low is not None or value.high is not None
    return {
        "document": value.document.id,
        "locator": value.target.locator,
        "difference": {"low": value.low, "high": value.high} if known else None,
    }
