"""Messages as a page: what the Bot API's parameters say, drawn as a plain chat. No app's look is copied."""

import base64
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_TAGS = {"bold": ("<b>", "</b>"), "italic": ("<i>", "</i>")}
_QUOTES = ("blockquote", "expandable_blockquote")
_STYLE = """
* { box-sizing: border-box; }
body { margin: 0; padding: 14px 12px; background: #dfe6ea; color: #17202a; }
body { font: 13.5px/1.38 "DejaVu Sans", sans-serif; }
.bubble { width: fit-content; max-width: 94%; margin: 0 0 10px; padding: 9px 12px; }
.bubble { background: #fff; border-radius: 14px; white-space: pre-wrap; overflow-wrap: anywhere; }
.mine { margin-left: auto; background: #d3ebcf; }
.bubble img { display: block; width: calc(100% + 12px); margin: -3px -6px 8px; border-radius: 10px; }
blockquote { margin: 4px 0; padding: 6px 10px; background: #eef3f8; }
blockquote { border-left: 3px solid #0b5394; border-radius: 6px; }
.row { display: flex; gap: 5px; margin: -5px 6% 10px 0; max-width: 94%; }
.row span { flex: 1; padding: 8px 6px; background: #f6f8f9; border: 1px solid #b9c4cc; border-radius: 9px; }
.row span { text-align: center; font-size: 12.5px; color: #0b5394; }
.row span { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.result { width: 100%; max-width: 100%; margin: 0; border-radius: 0; border-bottom: 1px solid #d5dce1; }
.aside { margin: 0 auto 10px; background: none; padding: 0; font-size: 12px; font-style: italic; }
.result small { color: #566573; }
"""
_DARK = """
body { background: #10171c; color: #e8edf0; }
.bubble { background: #1d2830; }
.mine { background: #24462f; }
blockquote { background: #17313f; border-left-color: #64b5f6; }
.row span { background: #22303a; border-color: #3d4f5c; color: #90caf9; }
.aside { background: none; }
.result { border-bottom-color: #33434f; }
.result small { color: #a4b3be; }
"""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message: its text as HTML or plain, a picture above it, the texts of its buttons by row."""

    text: str
    mine: bool = False
    marked: bool = False
    photo: bytes | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    result: bool = False
    aside: bool = False

    @classmethod
    def of_call(cls, params: Mapping[str, Any], photo: bytes | None) -> "Bubble":
        """Return the message that a call of the Bot API sends."""
        said = params.get("text", params.get("caption", ""))
        entities = params.get("entities", params.get("caption_entities", []))
        rows = params.get("reply_markup", {}).get("inline_keyboard", [])
        labels = tuple(tuple(each["text"] for each in row) for row in rows)
        return cls(marked_up(said, entities), marked=True, photo=photo, rows=labels)

    @classmethod
    def of_result(cls, result: Mapping[str, Any]) -> "Bubble":
        """Return a result of an inline query as a line of the list that is offered."""
        title, where = html.escape(result["title"]), html.escape(result.get("description", ""))
        return cls(f"<b>{title}</b>\n<small>{where}</small>", marked=True, result=True)


def page(bubbles: Sequence[Bubble], width: int, *, dark: bool = False) -> str:
    """Return the page of a chat, in light or in dark colours."""
    body = "".join(map(_drawn, bubbles))
    style = f"{_STYLE}{_DARK if dark else ''}body{{width:{width}px}}"
    head = f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{style}</style>'
    return f"{head}<body>{body}</body></html>"


def marked_up(text: str, entities: Sequence[Mapping[str, Any]]) -> str:
    """Return ``text`` as HTML; the entities count UTF-16 units and lie inside one another, as Telegram wants them."""
    units = text.encode("utf-16-le")
    opened: dict[int, str] = {}
    closed: dict[int, str] = {}
    for each in entities:
        tags = ("<blockquote>", "</blockquote>") if each["type"] in _QUOTES else _TAGS[each["type"]]
        start, end = each["offset"], each["offset"] + each["length"]
        opened[start] = opened.get(start, "") + tags[0]
        closed[end] = tags[1] + closed.get(end, "")
    places = sorted({0, len(units) // 2, *opened, *closed})
    written = ""
    for start, end in zip(places, [*places[1:], len(units) // 2], strict=True):
        piece = html.escape(units[2 * start : 2 * end].decode("utf-16-le"), quote=False)
        written += closed.get(start, "") + opened.get(start, "") + piece
    # A quote is a block of its own: the line breaks around it would be drawn twice.
    return written.replace("\n<blockquote>", "<blockquote>").replace("</blockquote>\n", "</blockquote>")


def _drawn(bubble: Bubble) -> str:
    photo = ""
    if bubble.photo is not None:
        photo = f'<img src="data:image/png;base64,{base64.b64encode(bubble.photo).decode()}">'
    said = bubble.text if bubble.marked else html.escape(bubble.text)
    kind = " mine" if bubble.mine else " result" if bubble.result else " aside" if bubble.aside else ""
    rows = "".join(
        '<div class="row">' + "".join(f"<span>{html.escape(label)}</span>" for label in row) + "</div>"
        for row in bubble.rows
    )
    return f'<div class="bubble{kind}">{photo}{said}</div>{rows}'
