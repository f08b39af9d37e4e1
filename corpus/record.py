"""A document's folder: its text, its record, and what stands beside them, read as one document."""

import hashlib
import tomllib
from importlib.resources.abc import Traversable
from typing import Any

from hoi.corpus.errors import CorpusError
from hoi.corpus.model import Bilingual, Document, Metadata, Missing, Original, Statement
from hoi.corpus.normalise import nfc
from hoi.corpus.structure import parse

TEXT, RECORD, STATEMENTS = "text.txt", "document.toml", "statements.toml"
GLOSS, QUESTIONS, SUGGESTIONS = "english.toml", "questions.toml", "suggestions.toml"


def read(folder: Traversable) -> Document:
    """Read one document's folder: its text, its record, and what stands beside them.

    Raises:
        CorpusError: a file is missing or not what it should be, or the text does not match its checksum.
    """
    try:
        return _read(folder)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise _damaged(folder.name, f"{type(error).__name__}: {error}") from error


def _read(folder: Traversable) -> Document:
    raw = folder.joinpath(TEXT).read_bytes()
    record = tomllib.loads(folder.joinpath(RECORD).read_text(encoding="utf-8"))
    if hashlib.sha256(raw).hexdigest() != record["sha256"]:
        raise ValueError(f"{TEXT} ≠ sha256")
    text = nfc(raw.decode("utf-8"))
    return _document(
        record, text, {name: _optional(folder, name) for name in (STATEMENTS, GLOSS, QUESTIONS, SUGGESTIONS)}
    )


def _optional(folder: Traversable, name: str) -> dict[str, Any]:
    path = folder.joinpath(name)
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _document(record: dict[str, Any], text: str, beside: dict[str, dict[str, Any]]) -> Document:
    fields = Metadata.__dataclass_fields__
    outline = parse(text)
    return Document(
        id=record["id"],
        text=text,
        provisions=outline.provisions,
        tables=outline.tables,
        metadata=Metadata(**{key: value for key, value in record.items() if key in fields}),
        name=Bilingual(record["name"], record.get("name_en", record["name"])),
        full_name=Bilingual(record["full_name"], record.get("full_name_en", record["full_name"])),
        level=record["level"],
        verbatim=record["verbatim"],
        sha256=record["sha256"],
        held=Bilingual(**record["held"]),
        missing=tuple(
            Missing(Bilingual(each["vi"], each["en"]), each.get("after")) for each in record.get("missing", ())
        ),
        original=tuple(Original(**each) for each in record.get("original", ())),
        aliases=tuple(record.get("aliases", ())),
        statements=tuple(
            Statement(
                each["locator"],
                each["confidence"],
                tuple(each["sources"]),
                each.get("place"),
                each.get("note"),
            )
            for each in beside[STATEMENTS].get("statement", ())
        ),
        gloss=dict(beside[GLOSS].get("gloss", {})),
        english=dict(beside[GLOSS].get("record", {})),
        questions=_lines(beside[QUESTIONS]),
        suggestions=_lines(beside[SUGGESTIONS]),
    )


def _lines(table: dict[str, dict[str, list[str]]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the lines about each provision, by its locator and their language."""
    return {
        (locator, language): tuple(nfc(line) for line in lines)
        for locator, languages in table.items()
        for language, lines in languages.items()
    }


def _damaged(name: str, reason: str) -> CorpusError:
    return CorpusError(
        f"Văn bản “{name}” trong kho bị hỏng ({reason}); hãy cài lại chương trình hoặc nạp lại văn bản.",
        f"Document “{name}” is damaged ({reason}); install the program again or ingest the document again.",
    )
