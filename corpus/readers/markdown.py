"""Markdown as it would be printed: the marks of headings, emphasis, links and escapes go, the words stay."""

import re
from collections.abc import Sequence
from html import unescape

_HEADING = re.compile(r"#{1,6}(?=[ \t])")
_BULLET = re.compile(r"[*•][ \t]+(?=\S)")
_FENCE = re.compile(r"(?:`{3,}|~{3,})\s*[\w-]*\s*")
_QUOTE = re.compile(r"\A(?:>[ \t]?)+")
# Every pattern below stops at its own mark, so that a line of marks alone takes linear time.
_IMAGE = re.compile(r"!\[[^\[\]]*+\]\([^()]*+\)")
_LINK = re.compile(r"\[([^\[\]]*+)\](?:\((?:[^()]|\([^()]*+\))*+\)|\[[^\[\]]*+\])")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]*+)>")
_CODE = re.compile(r"`([^`]++)`")
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])((?:(?!\1).)++)(?<=\S)\1")
_STAR = re.compile(r"(?<![\w*])\*(?=[\w“\"(])([^*]++)(?<=[\w.,;:!?”\")%])\*(?![\w*])")
_UNDERSCORE = re.compile(r"(?<![\w_])_(?=[^\W_]|[“\"(])([^_]++)(?<=[^\s_])_(?![\w_])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HIDDEN = 0xE000
"""Escaped characters are kept apart as private-use ones while marks are taken off."""


def is_markdown(lines: Sequence[str]) -> bool:
    """Tell whether ``lines`` hold marks that only Markdown has: headings with # or words in **stars**.

    >>> is_markdown(["# KẾ HOẠCH", "", "## I. MỤC TIÊU"]), is_markdown(["* Một", "# 1"])
    (True, False)
    """
    marks = (_HEADING.match(line) or ("**" in line and _STRONG.search(line)) for line in lines)
    return sum(map(bool, marks)) > 1


def printed(line: str) -> str:
    r"""Return a line of Markdown as it is printed, without the space around it; empty for the fence of a code block.

    >>> printed("### **Điều 1\\.** Phạm vi _áp dụng_ theo [Luật](https://example.org/a)")
    'Điều 1. Phạm vi áp dụng theo Luật'
    >>> printed("* Một"), printed("1\\. Hai")
    ('- Một', '1. Hai')
    """
    line = _QUOTE.sub("", line.strip()).strip()
    if _FENCE.fullmatch(line):
        return ""
    if _HEADING.match(line):
        line = line.strip("#").strip()
    return inline(_BULLET.sub("- ", line, count=1) if _BULLET.match(line) else line).strip()


def inline(text: str) -> str:
    """Return the words of ``text`` without the marks inside a line; ``<br>`` becomes a line feed."""
    text = _ESCAPED.sub(lambda match: chr(_HIDDEN + ord(match[1])), text)
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _ADDRESS.sub(r"\1", _CODE.sub(r"\1", text))
    text = _UNDERSCORE.sub(r"\1", _STAR.sub(r"\1", _STRONG.sub(r"\2", text)))
    text = unescape(_BREAK.sub("\n", text))
    return "".join(chr(ord(char) - _HIDDEN) if _HIDDEN <= ord(char) < _HIDDEN + 128 else char for char in text)
