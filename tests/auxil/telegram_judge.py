"""Judges that are not ours: a typed model of the Bot API (aiogram) and Telegram's own library (TDLib).

Both run offline. A call that either refuses would be refused by Telegram, or silently misread.
"""

import html
import json
from functools import lru_cache
from typing import Any

import tdjson
from aiogram import methods
from pydantic import BaseModel

JSON_FIELDS = {
    "allowed_updates", "caption_entities", "commands", "entities", "link_preview_options", "reaction", "reply_markup",
    "reply_parameters", "result", "results", "scope",
}  # fmt: skip
TEXT, CAPTION = 4096, 1024
_TAGS = {
    "bold": ("textEntityTypeBold", "b", ""),
    "italic": ("textEntityTypeItalic", "i", ""),
    "blockquote": ("textEntityTypeBlockQuote", "blockquote", ""),
    "expandable_blockquote": ("textEntityTypeExpandableBlockQuote", "blockquote", " expandable"),
}


def decoded(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a form with those that hold JSON decoded."""
    return {
        name: json.loads(value) if name in JSON_FIELDS and isinstance(value, str) else value
        for name, value in fields.items()
    }


def check_call(method: str, params: dict[str, Any]) -> None:
    """Check a call of the Bot API: every field known and of its type, every text and entity sound."""
    model = getattr(methods, method[0].upper() + method[1:]).model_validate(params)
    unknown = list(_unknown(model, method))
    assert not unknown, f"fields that the Bot API does not have: {unknown}"
    if "text" in params and method in {"sendMessage", "editMessageText"}:
        check_text(params["text"], params.get("entities", []))
    if "caption" in params:
        check_text(params["caption"], params.get("caption_entities", []), CAPTION)
    _check_keyboard(params.get("reply_markup", {}))
    for result in [*params.get("results", []), *([params["result"]] if "result" in params else [])]:
        _check_result(result)
    if method == "answerCallbackQuery":
        assert len(params.get("text", "")) <= 200
    if method == "answerInlineQuery":
        assert len(params["results"]) <= 50
        assert len({each["id"] for each in params["results"]}) == len(params["results"])
        assert len(params.get("next_offset", "").encode()) <= 64


def _check_keyboard(markup: dict[str, Any]) -> None:
    rows = markup.get("inline_keyboard", [])
    assert sum(map(len, rows)) <= 100, "Telegram shows no more buttons"
    for row in rows:
        assert 1 <= len(row) <= 8
        for button in row:
            assert button["text"].strip()
            assert len(button) == 2, "a button has its text and one thing it does"
            assert 1 <= len(button.get("callback_data", "x").encode()) <= 64
            assert 1 <= len(button.get("copy_text", {"text": "x"})["text"]) <= 256
            assert button.get("url", "https://").startswith(("https://", "http://"))


def _check_result(result: dict[str, Any]) -> None:
    assert 1 <= len(result["id"].encode()) <= 64
    if content := result.get("input_message_content"):
        check_text(content["message_text"], content.get("entities", []))
    _check_keyboard(result.get("reply_markup", {}))


def _unknown(value: object, path: str) -> Any:
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from _unknown(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _unknown(each, f"{path}[{number}]")


def check_text(text: str, entities: list[dict[str, Any]], limit: int = TEXT) -> None:
    """Check a message's text and entities with TDLib: accepted, and meaning what they should."""
    assert text.strip(), "Telegram refuses a message that shows nothing"
    assert len(text.encode("utf-16-le")) // 2 <= limit
    given = [(each["offset"], each["length"], each["type"]) for each in entities]
    _accepted(text, given)
    _meant(text, given)


def _accepted(text: str, entities: list[tuple[int, int, str]]) -> None:
    marks = [
        {"@type": "textEntity", "offset": offset, "length": length, "type": {"@type": _TAGS[kind][0]}}
        for offset, length, kind in entities
    ]
    formatted = {"@type": "formattedText", "text": text, "entities": marks}
    _execute({"@type": "getMarkdownText", "text": formatted})


def _meant(text: str, entities: list[tuple[int, int, str]]) -> None:
    """Write the entities out as HTML, let TDLib read it, and compare what it counted with what we counted."""
    units = text.encode("utf-16-le")
    opened: dict[int, str] = {}
    closed: dict[int, str] = {}
    for offset, length, kind in entities:
        _, tag, attribute = _TAGS[kind]
        opened[offset] = opened.get(offset, "") + f"<{tag}{attribute}>"
        closed[offset + length] = f"</{tag}>" + closed.get(offset + length, "")
    places = sorted({0, len(units) // 2, *opened, *closed})
    page = "".join(
        closed.get(start, "") + opened.get(start, "") + _escaped(units[2 * start : 2 * end])
        for start, end in zip(places, [*places[1:], len(units) // 2], strict=True)
    )
    mode = {"@type": "textParseModeHTML"}
    read = _execute({"@type": "parseTextEntities", "text": page, "parse_mode": mode})
    assert read["text"] == text
    found = {(each["offset"], each["length"], each["type"]["@type"]) for each in read["entities"]}
    assert found == {(offset, length, _TAGS[kind][0]) for offset, length, kind in entities}


def _escaped(units: bytes) -> str:
    return html.escape(units.decode("utf-16-le"), quote=False)


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    _quiet()
    reply: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()))
    assert reply["@type"] != "error", reply["message"]
    return reply


@lru_cache(maxsize=1)
def _quiet() -> None:
    tdjson.td_execute(b'{"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}')
