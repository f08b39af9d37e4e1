"""Spoken of: what the questions were about that a question continues: the provision, its document, number, body."""

import re
from typing import TYPE_CHECKING

from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.references import ANY, BODY, KIND, KINDS, WHICH, kind_pointed_at
from hoi.corpus.agencies import find
from hoi.corpus.labels import about
from hoi.corpus.library import Library
from hoi.corpus.model import Document
from hoi.corpus.normalise import fold
from hoi.index.search import Finder, Found, Hit

if TYPE_CHECKING:
    from hoi.bot.assistant.rank import Ranker

# "Bộ có kế hoạch riêng không?", "is there an amendment?"
_ANOTHER = re.compile(rf"\b{KIND} (?:rieng|thay the|bo sung)\b|\b(?:sua doi|amend\w*)\b|\b(?:own|separate) {KIND}\b")
# "sở ấy giờ còn không?"
_BECAME = re.compile(
    r"\bcon (?:ton tai|hoat dong|ten|do|khong)\b|\b(?:gio|nay|hien(?: nay| tai)?)(?: \w+)? (?:con|thanh|ten|la|goi)\b"
    r"|\b(?:doi ten|ten moi|sap nhap|hop nhat|giai the)\b|\bnhap (?:vao|voi|chung)\b"
    r"|\b(?:still (?:exist|there|around)\w*|renamed|merged|dissolved|abolished|called now|now called|become|became)\b"
)
NUMBERED = re.compile(rf"\b({KIND}) (?:so )?(\d{{1,4}})(?=[/ -]|$)")
"""How folded texts name documents: "Quyết định số 889/QĐ-TTg"."""


class SpokenOf:
    """Tells what questions that are continued were about; ``ranker`` ranks what was found for them."""

    def __init__(self, library: Library, finder: Finder, ranker: "Ranker") -> None:
        self._library = library
        self._finder = finder
        self._ranker = ranker

    def best(self, reading: Reading, *, recorded: bool = False) -> Hit | None:
        """Return the best hit for the question that ``reading`` continues; None of one for a list.

        Nor of one of a record, unless ``recorded``: where is said who signed what is spoken of.
        """
        previous = reading.previous
        if previous is None or reading.comparison or previous.list or previous.comparison:
            return None
        if previous.fields and not recorded:
            return None
        hits, _ = self._ranker.search(previous, frozenset(document.id for document in self._library))
        return hits[0] if hits and not self._library.get(hits[0].document).children(hits[0].locator) else None

    def found(self, reading: Reading, among: frozenset[str]) -> Found:
        """Return what the questions that ``reading`` continues find by their own words."""
        language = reading.language if reading.previous is None else reading.previous.language
        return self._finder.search(reading.context, language, documents=among)

    def document(self, reading: Reading, scope: frozenset[str]) -> Document | None:
        """Return the document that the questions it continues were about; None when that is not held itself."""
        hits = self.found(reading, scope).hits
        if not hits:
            return None
        document, provision = self._ranker.at(hits[0])
        return document if document.metadata.number and about(document, provision.locator) is None else None

    def heading(self, reading: Reading, document: Document) -> str:
        """Return the heading of ``document`` that what was spoken of before stands under, by its locator, if any."""
        best = self.best(reading)
        if best is None or best.document != document.id or not document.verbatim:  # digests do not count as texts do
            return ""
        return document.provision(best.locator).parent or ""

    def number(self, reading: Reading) -> str:
        """Return the number of the one document that the question before asked for ("quyết định nào?"), else nothing.

        Or of the one of the kind pointed at ("kế hoạch đó"). It stands in what answers that question, but not in it.
        """
        context, kind = fold(reading.context), kind_pointed_at(fold(reading.text))
        numbered = {KINDS.get(own) for own, _ in NUMBERED.findall(context)}
        which = WHICH.search(context)
        if not (which or _ANOTHER.search(context)) and (not kind or kind in numbered or (kind == ANY and numbered)):
            return ""
        if (best := self.best(reading, recorded=not which)) is None:
            return ""
        asked = set(re.findall(r"\d+", context))
        if not which:
            asked.update((each.metadata.number or "").partition("/")[0] for each in self._library)
        found = {
            number
            for own, number in NUMBERED.findall(self._ranker.folded[best.document, best.locator])
            if number not in asked and kind in ("", ANY, KINDS.get(own))
        }
        return found.pop() if len(found) == 1 else ""

    def naming_its_body(self, reading: Reading) -> str:
        """Return the text of ``reading`` with the name of the body it points at, where it asks what became of that.

        "Bộ nào chủ trì?", "Bộ đó sau sắp xếp còn không?" Nothing where no body was spoken of.
        """
        pointed = BODY.search(key := fold(reading.text))
        if pointed is None or not _BECAME.search(key) or len(key) != len(reading.text):
            return ""
        if (best := self.best(reading, recorded=True)) is None:
            return ""
        _, provision = self._ranker.at(best)
        ranked = (each.agency for each in find(provision.text) if each.agency.rank in ("ministry", "department"))
        name = next((each.name for each in ranked), "")
        return name and f"{reading.text[: pointed.start()]}{name}{reading.text[pointed.end() :]}"
