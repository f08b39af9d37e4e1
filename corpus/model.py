"""The values of the corpus: a document, its provisions, and the spans that tie both to the text."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any, Literal, TypeVar

from hoi.corpus.errors import NotHeldError
from hoi.corpus.normalise import fold

Kind = Literal["phan", "chuong", "muc", "dieu", "khoan", "diem", "dash", "plus", "paragraph", "row", "preamble", "meta"]
Level = Literal["national", "provincial"]
Confidence = Literal["two_sources", "one_source", "inferred"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of character offsets into a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of ``text`` this span covers."""
        return text[self.start : self.end]

    def within(self, other: "Span") -> bool:
        """Tell whether this span lies inside ``other``."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit of a document with a locator: a heading line, a clause, a point, a dash.

    ``span`` covers the unit's own words, not its children's; a dash's span begins after its mark, a numbered unit's
    at its number. ``heading`` is the path of headings above it, outermost first.
    """

    locator: str
    kind: Kind
    label: str
    text: str
    span: Span
    parent: str | None
    heading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its locator, the span of each cell (empty cells have empty spans), and its group, if any.

    ``group`` is the locator of the full-width row above that names the group ("III. Tuyên truyền"), else None.
    """

    locator: str
    cells: tuple[Span, ...]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its locator, the names of its columns as printed (rows of a two-row head joined), its data rows."""

    locator: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What is seen in a text: its provisions in the order they stand, and the tables among them."""

    provisions: tuple[Provision, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; a field it does not state is None, never guessed."""

    number: str | None = None
    kind: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    signer: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One sentence in Vietnamese and in English."""

    vi: str
    en: str

    def say(self, language: str) -> str:
        """Return the sentence in ``language`` (``vi`` unless ``en``)."""
        return self.en if language == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Missing:
    """A part of the original that is not held; ``after`` is the locator our copy stops at, if it stops."""

    what: Bilingual
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """Where the original can be read: an address when one is known, and a note."""

    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Where one statement of a digest comes from, and how well it is supported."""

    locator: str
    confidence: Confidence
    sources: tuple[str, ...]
    place: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Document:
    """A document of the corpus: its NFC text, the provisions found in it, and its record.

    ``verbatim`` is False for a digest, which holds facts in our own words instead of the original's. ``gloss`` is the
    unofficial English of a provision by locator, ``questions`` the ways people ask about it by (locator, language),
    ``suggestions`` the questions to offer a reader that it answers, by the same. ``english`` has the fields of its
    record in English, by their names.
    """

    id: str
    text: str
    provisions: tuple[Provision, ...]
    metadata: Metadata
    name: Bilingual
    full_name: Bilingual
    level: Level
    verbatim: bool
    sha256: str
    held: Bilingual
    tables: tuple[Table, ...] = ()
    missing: tuple[Missing, ...] = ()
    original: tuple[Original, ...] = ()
    aliases: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    gloss: dict[str, str] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)
    questions: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    suggestions: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_locator(self) -> dict[str, Provision]:
        """The provisions by their locator."""
        return {provision.locator: provision for provision in self.provisions}

    @cached_property
    def folded(self) -> str:
        """The text's comparison key (``normalise.fold``); its offsets are not the text's."""
        return fold(self.text)

    def is_cited_in(self, key: str) -> bool:
        """Tell whether ``key``, folded, names this document by its number: the whole of it, not the end of another's.

        >>> from hoi.corpus.library import Library
        >>> decision = Library.shipped().get("qd-889-2020")
        >>> decision.is_cited_in("quyet dinh so 889/qd-ttg ngay 24/6"), decision.is_cited_in("so 1889/qd-ttg")
        (True, False)
        """
        number = fold(self.metadata.number or "")
        return number != "" and re.search(rf"(?<![\w/]){re.escape(number)}(?![\w/-])", key) is not None

    @cached_property
    def statement_at(self) -> dict[str, Statement]:
        """The statements' records by locator; empty for a document held word for word."""
        return {statement.locator: statement for statement in self.statements}

    @cached_property
    def fingerprint(self) -> str:
        """A checksum of all that is indexed: the text, its outline, the names, the English gloss and the questions."""
        beside = (sorted(self.gloss.items()), sorted(self.questions.items()))
        outline = [(each.locator, each.span.start, each.span.end) for each in self.provisions]
        indexed = (self.text, outline, self.full_name.vi, self.full_name.en, *beside)
        return hashlib.sha256(repr(indexed).encode("utf-8")).hexdigest()

    @property
    def cut_after(self) -> str | None:
        """The locator this copy stops at, when it is cut; else None."""
        return next((missing.after for missing in self.missing if missing.after), None)

    def provision(self, locator: str) -> Provision:
        """Return the provision at ``locator``.

        Raises:
            NotHeldError: this document has no such provision.
        """
        try:
            return self.by_locator[locator]
        except KeyError:
            raise NotHeldError(
                f"Văn bản {self.id} không có mục “{locator}”; xem danh sách mục bằng lệnh: hoi show {self.id}",
                f"Document {self.id} has no provision “{locator}”; list its provisions with: hoi show {self.id}",
            ) from None

    def recorded_in(self, value: str | None) -> Provision:
        """Return the part of the record (the head, a signature) whose words hold ``value``, else the first part.

        A document without a head has its first provision for a record.
        """
        records = [each for each in self.provisions if each.kind == "meta"] or list(self.provisions[:1])
        wanted = fold(value) if value else None
        return next((each for each in records if wanted and wanted in fold(each.text)), records[0])

    def said(self, provision: Provision, language: str) -> str:
        """Return the words of a provision, without its label: in English those of its gloss, where it has one."""
        text = self.glossed(provision, language) or provision.text
        return text.removeprefix(provision.label).strip()

    def glossed(self, provision: Provision, language: str) -> str:
        """Return the text of a provision in ``language``; in English that of its gloss, empty where it has none."""
        return self.gloss.get(provision.locator, "") if language == "en" else provision.text

    def ancestors(self, locator: str) -> tuple[Provision, ...]:
        """Return the headings above the provision at ``locator``, outermost first.

        Raises:
            NotHeldError: this document has no such provision.
        """
        parent = self.provision(locator).parent
        return (*self.ancestors(parent), self.provision(parent)) if parent else ()

    def children(self, locator: str) -> tuple[Provision, ...]:
        """Return the provisions whose parent is ``locator``, in the order of the text."""
        return self._children.get(locator, ())

    @cached_property
    def _children(self) -> dict[str, tuple[Provision, ...]]:
        found: dict[str, list[Provision]] = {}
        for provision in self.provisions:
            if provision.parent is not None:
                found.setdefault(provision.parent, []).append(provision)
        return {parent: tuple(children) for parent, children in found.items()}


Read = TypeVar("Read")


def read_once(read: Callable[[Document], Read]) -> Callable[[Document], Read]:
    """Keep what ``read`` finds in a document with the document, like a cached property; nobody may change it."""
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def kept(document: Document) -> Read:
        held: dict[str, Any] = vars(document)
        if name not in held:
            held[name] = read(document)
        found: Read = held[name]
        return found

    return kept


def stands_under(locator: str, heading: str) -> bool:
    """Tell whether the provision at ``locator`` is the one at ``heading``, or stands under it.

    >>> stands_under("II.1#3", "II.1"), stands_under("II.10", "II.1"), stands_under("phu-luc-1\u00b63", "phu-luc-1")
    (True, False, True)
    """
    return locator == heading or locator.startswith((f"{heading}.", f"{heading}#", f"{heading}\u00b6"))
