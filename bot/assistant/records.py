"""Records: which fields of documents' records a question asks for, and where they stand."""

from collections.abc import Sequence
from datetime import date

from hoi.bot.assistant.choice import Choice
from hoi.bot.assistant.cues import Field, cues
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.rank import Ranker
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.normalise import fold
from hoi.corpus.periods import printed_day
from hoi.index.dense import NEVER
from hoi.index.search import Found, Hit

_IN_OTHERS = frozenset({"issued_on", "issuer", "number", "title", "kind"})
"""Fields of a document that other documents state when they cite it."""
_OF_NO_RECORD = frozenset({"office", "contact", "money"})
"""Things asked for of a signer or an issuer that no record has."""
TOLD_ALONE = -0.55
"""Likeness to questions about a field from which on they alone tell that it is asked for; chosen on the development
questions, both halves."""
NAMED_FIELD = 0.5
"""Likeness that a field gains when the question's words name it; chosen on the tune half."""


class Records:
    """The records of one library's documents; ``ranker`` ranked what was found."""

    def __init__(self, library: Library, ranker: Ranker) -> None:
        self._library = library
        self._ranker = ranker

    def fields(self, reading: Reading, hits: Sequence[Hit], found: Found) -> tuple[Field, ...]:
        """Return the fields of a record that a question asks for, if it asks for any."""
        return _asked(reading, hits, found) or self._together(reading, hits)

    def told(self, records: tuple[Document, ...], fields: tuple[Field, ...], scope: frozenset[str]) -> Choice:
        """Answer with fields of ``records``, and with what documents of ``scope`` that rest on them state of them."""
        if not any(getattr(document.metadata, each.name) for document in records for each in fields):
            return Choice("not_found", records=records, lacking=fields[0].name)
        places = (place for document in records for place in self._recorded(document, fields, scope))
        return Choice("field", tuple(places), fields, records, confidence=0.95)

    def basis(self, document: Document, fields: tuple[Field, ...]) -> Place | None:
        """Return the legal basis of ``document``, when it states what is asked of the one that it rests on."""
        stated = _IN_OTHERS.issuperset(field.name for field in fields)
        return (document, document.by_locator["preamble"]) if stated and "preamble" in document.by_locator else None

    def beside(self, reading: Reading, hits: Sequence[Hit]) -> Choice | None:
        """Return, where records are compared of documents held and only spoken of, those and what is said of these."""
        if not (reading.across and reading.fields and reading.cited and reading.documents):
            return None
        found = [self._ranker.at(hit) for hit in hits]
        said = (
            next((each for each in found if self._ranker.speaks_of(*each, number)), None) for number in reading.cited
        )
        places = tuple(place for place in said if place is not None)
        records = tuple(document for document in self._library if document.id in reading.documents)
        fields = reading.fields
        recorded = tuple((document, document.recorded_in(_stated(document, fields[0]))) for document in records)
        return Choice("field", (*places, *recorded), fields, records, confidence=0.95) if places else None

    def _together(self, reading: Reading, hits: Sequence[Hit]) -> tuple[Field, ...]:
        """Return the fields asked for together, where the best provision only says again what one of them is."""
        if len(reading.fields) < 2 or not hits or reading.elsewhere:
            return ()
        document, provision = self._ranker.at(hits[0])
        values = (getattr(document.metadata, each.name) for each in reading.fields)
        stated = {printed_day(each) if isinstance(each, date) else each for each in values if each}
        own = document.id in reading.documents and any(each in provision.text for each in stated)
        return reading.fields if own else ()

    def _recorded(self, document: Document, fields: tuple[Field, ...], scope: frozenset[str]) -> tuple[Place, ...]:
        """Return where a field of a record stands; a document held word for word that states it goes first."""
        own: Place = (document, document.recorded_in(_stated(document, fields[0])))
        return (*(() if document.verbatim else self._citing(document, fields, scope)), own)

    def _citing(self, document: Document, fields: tuple[Field, ...], scope: frozenset[str]) -> tuple[Place, ...]:
        """Return the legal bases, held word for word, that name ``document``, when they state the fields asked for."""
        if not _IN_OTHERS.issuperset(field.name for field in fields):
            return ()
        return tuple(
            (other, provision)
            for other in self._library
            if other.verbatim and other.id in scope and other.id != document.id
            for provision in other.provisions
            if provision.kind == "preamble" and document.is_cited_in(fold(provision.text))
        )


def _stated(document: Document, field: Field) -> str | None:
    """Return the words of a document's record for a field; None of a day, which is printed in several ways."""
    value = getattr(document.metadata, field.name)
    return value if isinstance(value, str) else None


def _asked(reading: Reading, hits: Sequence[Hit], found: Found) -> tuple[Field, ...]:
    """Return the fields of a record that are asked for, when the question is more like those than like any provision's.

    A field whose words occur needs less likeness than one that is told by the examples alone, and none when it is asked
    for of several documents. Where the words of a question that continues another name one, they alone are compared.
    """
    if reading.elsewhere or any(thing.name in _OF_NO_RECORD for thing in reading.things):
        return ()
    others = {reason: likeness for reason, likeness in found.unanswered.items() if reason != "near_miss"}
    own = found.hits if reading.before and reading.fields else (*hits, *found.hits)
    nearer = max((max((hit.asked for hit in own), default=NEVER), *others.values()))
    rival = max(nearer, found.unanswered["near_miss"])
    likest = max(found.fields, key=lambda name: found.fields[name])
    if reading.fields:
        if reading.documents:  # what is asked of a document's record in vain is asked of documents that are not held
            rival = nearer
        named = max(found.fields[each.name] for each in reading.fields if each.name in found.fields)
        kept = reading.previous is not None and reading.fields == reading.previous.fields
        likely = kept or len(reading.documents) > 1 or named + NAMED_FIELD >= rival
        return reading.fields if likely else ()
    told = found.fields[likest] > max(rival, TOLD_ALONE)
    return tuple(each for each in cues(reading.language).fields if told and each.name == likest)
