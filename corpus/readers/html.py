"""Web pages: the element that holds the document, found by the portals' own names or by its words."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hoi.corpus.blocks import Block, Reading
from hoi.corpus.errors import InputError
from hoi.corpus.normalise import nfc
from hoi.corpus.readers import legacy
from hoi.corpus.readers.encoding import decode
from hoi.corpus.readers.html_blocks import TEXT, arrange, is_dropped, walk
from hoi.corpus.readers.html_depth import tame

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_PORTALS = ("#docPrint", "div.content1", "#toanvancontent")
"""Where LuatVietnam, Thư viện pháp luật and the national database (vbpl) put a document."""
_ELEMENTS = (".fulltext", "article", "main")
"""Where others may put it; on many sites these hold something else."""
_ROOTS_TRIED = 20
_HOLDERS = {
    "div", "section", "article", "main", "center", "form", "table", "tbody", "tr", "td", "span", "blockquote",
}  # fmt: skip

# What only a document says, also as TCVN3 and VNI fonts encode it. The head and the recipients must not be cut off.
_HEAD = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|(?:Độc\s+lập|§éc\s+lËp|Ñoäc\s+laäp)\s*[-–—]"
    r"|(?:Nơi|N¬i|Nôi)\s+nh\S+n\s*:|Kính\s+gửi\s*:"
)
_BODY = re.compile(r"(?:Điều|§iÒu|Ñieàu)\s+(?:\d|thứ)|(?:Căn\s+cứ|C¨n\s+cø|Caên\s+cöù)\s|Chương\s+[IVX]|khoản\s+\d")
_DOCUMENT_MARKS = 3
_LITTLE = 2000
_HARDLY_ANY = 60
"""Letters outside links below which a page without a document's marks is a form, or nothing but a script."""
_CHALLENGE = re.compile(
    r"javascript|cloudflare|captcha|robot|just a moment|trình duyệt|xác minh|bảo mật", re.IGNORECASE
)
_PROPERTY = re.compile(
    r"Số\s+ký\s+hiệu|Số\s+hiệu|Ngày\s+ban\s+hành|Loại\s+văn\s+bản|Trích\s+yếu|Người\s+ký|Cơ\s+quan\s+ban\s+hành"
    r"|Ngày\s+có\s+hiệu\s+lực|Tài\s+liệu\s+đính\s+kèm|Tệp\s+đính\s+kèm"
)
_PROPERTIES = 2
_FILE = re.compile(r"\.(?:pdf|docx?)(?:$|[?#&])", re.IGNORECASE)


def read(path: Path) -> Reading:
    """Read a saved web page: the document in it, without the site around it. The page's title is not trusted.

    Raises:
        InputError: the file is not text, or the page holds no document (a browser check, a form to sign in, a page
            that only links to the file).
    """
    return Reading(blocks(decode(path.read_bytes())))


def blocks(page: str) -> tuple[Block, ...]:
    r"""Return the paragraphs and tables of the document in ``page``.

    >>> blocks("<nav>Trang chủ</nav><p>Điều 1. Phạm vi<br>áp dụng<br>1. Một</p>")
    (Paragraph(text='Điều 1. Phạm vi\náp dụng'), Paragraph(text='1. Một'))

    Raises:
        InputError: the page holds no document.
    """
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    # Without events: with them thousands of <option> take the parser quadratic time.
    tree = LexborHTMLParser(tame(nfc(page)), options=LexborDocumentOptions.WO_EVENTS)
    found: tuple[Block, ...] = ()
    if tree.body is not None:
        weights = _weigh(tree.body)
        _check(tree, weights[tree.body.mem_id])
        _drop_forms(tree, weights)
        found = tuple(arrange(legacy.decode_blocks(walk(_root(tree, weights)))))
    if not found:
        raise InputError(
            "Trang này không có chữ nào; hãy mở trang bằng trình duyệt rồi lưu lại văn bản.",
            "This page has no words in it; open it in a browser and save the document from there.",
        )
    return found


@dataclass(slots=True)
class _Weight:
    """What speaks for an element: marks of a document's head and body, and its letters, all outside links."""

    head: int = 0
    body: int = 0
    letters: int = 0

    def add(self, other: "_Weight") -> None:
        self.head += other.head
        self.body += other.body
        self.letters += other.letters

    @property
    def marks(self) -> int:
        return self.head + self.body

    @property
    def is_document(self) -> bool:
        return self.head > 0 or self.body >= _DOCUMENT_MARKS

    def holds_most_of(self, whole: "_Weight") -> bool:
        """Tell whether nothing of a document is lost when the rest of ``whole`` is left out."""
        return self.head == whole.head and 4 * self.body >= 3 * whole.body and 2 * self.letters >= whole.letters


def _weigh(body: "LexborNode") -> dict[int, _Weight]:
    """Return the weight of every element of the page that may be seen, by its ``mem_id``."""
    weights: dict[int, _Weight] = {}
    order: list[tuple[int, int]] = []
    waiting = [(body, body.mem_id)]
    while waiting:
        node, parent = waiting.pop()
        if node.tag == TEXT:
            text = node.text_content or ""
            marks = (len(_HEAD.findall(text)), len(_BODY.findall(text)), sum(map(len, text.split())))
            weights[parent].add(_Weight(*marks))
        elif node.mem_id == body.mem_id or not (is_dropped(node) or (node.tag == "a" and "href" in node.attributes)):
            weights[node.mem_id] = _Weight()
            order.append((node.mem_id, parent))
            waiting += [(child, node.mem_id) for child in node.iter(include_text=True)]
    for each, parent in reversed(order[1:]):
        weights[parent].add(weights[each])
    return weights


def _check(tree: "LexborHTMLParser", whole: _Weight) -> None:
    if whole.is_document or whole.letters > _LITTLE or tree.body is None:
        return
    text = tree.body.text(separator=" ")
    links = (link.attributes.get("href") or "" for link in tree.css("a[href]"))
    if len(_PROPERTY.findall(nfc(text))) >= _PROPERTIES and any(map(_FILE.search, links)):
        raise InputError(
            "Trang này chỉ có thuộc tính của văn bản; hãy tải tệp PDF hoặc Word mà trang dẫn tới rồi dùng tệp đó.",
            "This page only has the document's properties; download the PDF or Word file it links to and use that.",
        )
    if tree.css_first("input[type=password]") is not None:
        raise InputError(
            "Đây là trang đăng nhập, chưa có văn bản; hãy đăng nhập bằng trình duyệt rồi lưu lại trang có văn bản.",
            "This is a page to sign in, not a document; sign in with a browser, then save the page with the document.",
        )
    if tree.css_first("script, noscript") is not None and (whole.letters < _HARDLY_ANY or _CHALLENGE.search(text)):
        raise InputError(
            "Trang này chỉ là bước kiểm tra trình duyệt, chưa có văn bản; hãy mở trang bằng trình duyệt rồi lưu lại "
            "văn bản.",
            "This page is only a browser check without a document; open it in a browser and save the document from "
            "there.",
        )


def _drop_forms(tree: "LexborHTMLParser", weights: dict[int, _Weight]) -> None:
    """Take out forms, but not one that the whole page stands in, as some portals are built."""
    whole = weights[tree.body.mem_id] if tree.body else _Weight()
    for form in tree.css("form"):
        weight = weights.get(form.mem_id, _Weight())
        if not weight.marks and 2 * weight.letters < whole.letters:
            form.decompose()


def _root(tree: "LexborHTMLParser", weights: dict[int, _Weight]) -> "LexborNode":
    marked = bool(weights[tree.body.mem_id].marks) if tree.body else False
    for name in (*_PORTALS, *_ELEMENTS):
        named = [node for node in tree.css(name)[:_ROOTS_TRIED] if node.mem_id in weights]
        best = max(named, key=lambda node: weights[node.mem_id].letters, default=None)
        if best is None or weights[best.mem_id].letters < _HARDLY_ANY:
            continue
        if name in _PORTALS or weights[best.mem_id].marks or not marked:
            return best
    assert tree.body is not None  # noqa: S101 - the caller has looked
    return _narrowed(tree.body, weights)


def _narrowed(node: "LexborNode", weights: dict[int, _Weight]) -> "LexborNode":
    """Return the innermost element that still holds the document: the page itself when nothing in it looks like one."""
    whole = weights[node.mem_id]
    if not whole.is_document:
        return node
    inner: LexborNode | None = node
    while inner is not None:
        node = inner
        children = (child for child in node.iter() if child.tag in _HOLDERS and child.mem_id in weights)
        inner = next((child for child in children if weights[child.mem_id].holds_most_of(whole)), None)
    return node
