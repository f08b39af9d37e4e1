"""What one citation carries: its quote, the headings above it that are cited too, and for a record, the record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hoi.bot.assistant.answer import Citation, Language
from hoi.bot.assistant.levels import level_at
from hoi.bot.assistant.verify.lexicon import lowered
from hoi.bot.assistant.verify.line import Line, lines
from hoi.bot.assistant.verify.names import Names
from hoi.corpus.agencies import find
from hoi.corpus.figures import figures
from hoi.corpus.ledger import Duty, duties
from hoi.corpus.model import Document, Level, Metadata, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.periods import Period, headings_above, of_headings


@dataclass(frozen=True)
class Evidence:
    """One citation, read: ``lines`` of the quote (or of its gloss), ``above`` of the cited headings."""

    document: str
    level: Level
    text: str
    lines: tuple[Line, ...]
    above: tuple[Line, ...]
    period: Period | None
    record: bool
    duties: Callable[[], tuple[Duty, ...]]
    metadata: Metadata
    english: dict[str, str]  # the fields of the record, in English
    names: str
    number: str  # its document's, where the provision is the document's own: a digest tells of other documents as well

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every figure, date and number it states."""
        own = frozenset((self.number,)) if self.number else frozenset[str]()
        return own | figures(self.text) | {each.form for row in (*self.lines, *self.above) for each in row.figures}

    @cached_property
    def times(self) -> dict[str, set[str]]:
        """The relations its dates and years stand in."""
        found: dict[str, set[str]] = {}
        for row in (*self.lines, *self.above):
            for form, relations in row.times.items():
                found.setdefault(form, set()).update(relations)
        if self.number:
            found.setdefault(self.number, set()).add("")
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word it says."""
        return frozenset(word for row in (*self.lines, *self.above) for word in row.words)

    @cached_property
    def spelt(self) -> str:
        """Its text as names are looked up in it."""
        return " ".join(lowered(f"{self.text} {self.names}").split())

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The agencies it names."""
        return frozenset(fold(mention.agency.name) for mention in find(self.text))

    @cached_property
    def national(self) -> bool:
        """Whether its words speak of the whole country."""
        return any(row.national for row in (*self.lines, *self.above))

    @cached_property
    def provincial(self) -> bool:
        """Whether its words speak of the province."""
        return "lạng sơn" in lowered(self.text) or any(row.provincial for row in (*self.lines, *self.above))


class Reader:
    """Reads the citations of one document; what does not change is kept."""

    def __init__(self, document: Document, names: Names) -> None:
        self._document = document
        self._names = names
        self._known: dict[tuple[str, str, tuple[str, ...], Language], Evidence] = {}

    def evidence(self, citation: Citation, cited: frozenset[tuple[str, str]], language: Language) -> Evidence:
        """Return what ``citation`` carries when the provisions of ``cited`` are cited beside it."""
        above = tuple(
            each for each in self._document.ancestors(citation.locator) if (citation.document, each.locator) in cited
        )
        key = (citation.locator, citation.quote, tuple(each.locator for each in above), language)
        if key not in self._known:
            self._known[key] = self._read(citation, above, language)
        return self._known[key]

    def _read(self, citation: Citation, above: tuple[Provision, ...], language: Language) -> Evidence:
        document, provision = self._document, self._document.provision(citation.locator)
        record = provision.kind == "meta"
        said = _unlabelled(provision, citation.quote)
        if language == "en":
            said = document.gloss.get(provision.locator, said)
        headings = [document.said(each, language) for each in above]
        heading = headings_above(document).get(provision.locator)
        text = [said, *headings, citation.quote, *(_record(document) if record else ())]
        whole = "\n".join(text)
        return Evidence(
            document.id, level_at(document, provision), whole, self._lines(whole if record else said, language),
            tuple(row for each in headings for row in self._lines(each, language)),
            of_headings(document)[heading] if heading in {each.locator for each in above} else None,
            record, lambda: self._duties_of(provision.locator), document.metadata, document.english,
            f"{document.full_name.vi} {document.full_name.en}", self.number if self._is_own(provision) else "",
        )  # fmt: skip

    def _lines(self, text: str, language: Language) -> tuple[Line, ...]:
        """Return the clauses of a text, with the names of documents hidden and with their dates and issuers seen."""
        forms = dict.fromkeys((self._names.hide(text), self._names.hide(text, full=False)))
        return tuple(row for each in forms for row in lines(each, language))

    def _is_own(self, provision: Provision) -> bool:
        """Tell whether a provision is one of the document's own: in a digest, those under its articles are."""
        above = self._document.ancestors(provision.locator)
        return self._document.verbatim or any(each.kind == "dieu" for each in above)

    @property
    def number(self) -> str:
        """The document's number, in the form of ``corpus.figures``; empty when it has none."""
        return fold(self._document.metadata.number or "")

    def _duties_of(self, locator: str) -> tuple[Duty, ...]:
        return tuple(each for each in duties(self._document) if each.locator == locator)


def _unlabelled(provision: Provision, quote: str) -> str:
    return quote.removeprefix(provision.label).strip() if provision.label else quote


def _record(document: Document) -> list[str]:
    """Return the values of a document's record, as answers print them."""
    data = document.metadata
    values = [getattr(data, name) for name in ("number", "kind", "title", "issuer", "signer", "field")]
    days = [f"{day.day}/{day.month}/{day.year}" for day in (data.issued_on, data.effective_on) if isinstance(day, date)]
    return [
        *(value for value in values if value),
        *document.english.values(),
        *days,
        document.full_name.vi,
        document.full_name.en,
    ]
