"""JSON lines, one record each: bounded, typed, read as they come; a fault is said with its line number."""

import json
from collections.abc import Iterator
from typing import IO, TypeVar

from pydantic import BaseModel, ValidationError

from hoi.bot.words import Words
from hoi.corpus.errors import InputError

MAX_LINE = 1_000_000
"""Bytes a line may have: a question with a long history has some thousands."""

Record = TypeVar("Record", bound=BaseModel)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # some editors begin a file with it
_words = Words("cli")


def records(stream: IO[bytes], model: type[Record]) -> Iterator[tuple[int, Record]]:
    """Return each line's number and record, as soon as the line is there; blank lines are passed over.

    Raises:
        InputError: a line is too long, not a JSON object, or a field has the wrong type; names the line.
    """
    lines = iter(lambda: stream.readline(MAX_LINE + 1), b"")
    for number, line in enumerate(lines, 1):
        raw = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
        if raw.strip():
            try:
                record = _record(raw, model)
            except InputError as error:
                raise at_line(number, error) from None
            yield number, record


def at_line(number: int, error: InputError) -> InputError:
    """Return ``error`` with the number of the line it is about."""
    vi = _words.say("vi", "error.line", number=number, sentence=error.vi)
    return InputError(vi, _words.say("en", "error.line", number=number, sentence=error.en))


def _record(line: bytes, model: type[Record]) -> Record:
    if len(line) > MAX_LINE:
        raise _words.wrong("error.line_long", limit=MAX_LINE)
    try:
        value = json.loads(line.decode("utf-8"))
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # a lone surrogate could not be written back
    except (ValueError, RecursionError):
        raise _words.wrong("error.line_json") from None
    if not isinstance(value, dict):
        raise _words.wrong("error.line_json")
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _words.wrong("error.line_field", name=error.errors()[0]["loc"][0]) from None
