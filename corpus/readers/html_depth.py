"""A page's tags made harmless for the parser: no formatting elements, and no nesting beyond any real page.

The HTML standard makes a parser repeat open formatting elements in every paragraph and search all open elements for
each new one: a hostile page of 1 MB would take it minutes and gigabytes. Words and blocks come out the same.
"""

import re
from collections import Counter

MAX_DEPTH = 300
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_FORMATTING = {
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
}  # fmt: skip
_BLOCK = {
    "address", "article", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure", "form",
    "li", "main", "menu", "ol", "section", "table", "ul",
}  # fmt: skip
# Elements whose tags need not come in pairs, and those whose text may hold tags that are none.
_SINGLE = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dd", "dt", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option", "html", "head",
    "body", "script", "style",
}  # fmt: skip
_KNOWN = _BLOCK | {"a", "span", "sup", "sub", "label", "nav", "header", "footer", "aside"}


def tame(page: str) -> str:
    """Return ``page`` with formatting tags as ``span`` and tags nested too deep as paragraph breaks.

    >>> tame("<b>Điều 1.</b>")
    '<span>Điều 1.</span>'
    """
    depth: Counter[str] = Counter()

    def replaced(match: re.Match[str]) -> str:
        closing, name = match[1], match[2].lower()
        name = "span" if name in _FORMATTING else name
        if name in _SINGLE:
            return match[0]
        kind = name if name in _KNOWN else "?"
        depth[kind] = max(0, depth[kind] + (-1 if closing else 1))
        if depth[kind] >= MAX_DEPTH:
            name = "p" if kind in _BLOCK else "wbr"
            closing = ""
        return f"<{closing}{name}"

    return _TAG.sub(replaced, page)
