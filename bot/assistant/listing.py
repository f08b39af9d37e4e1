"""Listing: the provisions a question asks for as a whole: under a heading, by number, by period, figure or subject."""

import re
from collections.abc import Iterable
from itertools import pairwise

from hoi.bot.assistant.cues import target_words
from hoi.bot.assistant.numbering import NUMBERED
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.rank import Ranker
from hoi.corpus.figures import percentages
from hoi.corpus.ledger import targets
from hoi.corpus.model import Document, Provision
from hoi.index.words import Language, content, words

Place = tuple[Document, Provision]

_MOST_LISTED = 12
_LEAST_SAID, _NEAR_BEST, _ABOUT_IT = 0.5, 0.9, 0.6
_FEW_WORDS, _SOME_WORDS = 3, 5
_MEANT = 0.75
"""Share of the words of what a list is wanted without that a provision needs to be left out."""
_AND = re.compile(r",|;|:|\b(?:và|hoặc|hay|cùng|với|rồi|and|or)\b")
_SOMEWHERE = r"(?:chỗ|mục|điểm|phần|khoản|đoạn|gạch đầu dòng)"
_SAYS = r"(?:nhắc|nói|đề cập|nêu|viết)(?: đến| tới| về| tên)?"
_AT = r"(?:ở|trong|tại) "
_STANDS, _GROUP = r"(?:xếp|thuộc|nằm|đặt|để)", rf"(?:nhóm(?: \w+ \w+)?|{_SOMEWHERE})"
_WHERE = tuple(
    map(
        re.compile,
        (
            # "chỗ nào trong kế hoạch nhắc tên …", "… được nhắc đến ở những mục nào"
            rf"\b{_SOMEWHERE} nào\b.{{0,40}}?\b{_SAYS} (?P<what>.+)",
            rf"^(?P<what>.+?) (?:(?:được|có|thì) )*(?:{_SAYS}|xuất hiện) {_AT}(?:đâu|(?:những |các )?{_SOMEWHERE}\b)",
            rf"\b{_SAYS} (?P<what>.+?) (?:ở|trong) (?:những|mấy|bao nhiêu) {_SOMEWHERE}\b",
            # "… được xếp vào nhóm nhiệm vụ nào"
            rf"^(?P<what>.+?) (?:(?:được|bị|có|thì) )*{_STANDS}(?: {_AT.strip()}| vào| thuộc)* {_GROUP} nào\b",
            r"\bwhich (?:\w+ )?(?:part|section|point|clause)s?\b.{0,40}? (?:mention|refer to|name)s? (?P<what>.+)",
            r"\b(?:is|are) (?P<what>.+?) (?:mentioned|named) (?:anywhere|somewhere|at all)\b",
            r"\bwhere (?:is|are|does|do) (?P<what>.+?) (?:mentioned|named|referred to|appear)",
        ),
    )
)
"""How a question asks where something is spoken of."""
_ABOUT = re.compile(r"^(?:chuyện|việc|vấn đề|vụ|nội dung|cái) ")
_IN_WHAT = re.compile(r",? (?:trong|ở|tại|của|in) (?:phần|mục|kế hoạch|văn bản|quyết định|part|section|the plan)\b.*")
_YEARS = re.compile(r"\b(?:20\d\d|2k\d\d|[12])\b")


class Lister:
    """Lists provisions of one document at a time."""

    def __init__(self, ranker: Ranker) -> None:
        self._ranker = ranker

    def under_heading(self, reading: Reading, document: Document, best: Provision) -> tuple[Place, ...]:
        """Return everything under the heading that is best, or that says all a question for a list is about."""
        heading = self._all_periods(reading, document, best) if document.children(best.locator) else None
        keyword = "?" not in reading.text and len(content(reading.text, reading.language)) <= _FEW_WORDS
        if heading is None and (reading.list or keyword):
            heading = self._heading(reading, document)
        return () if heading is None else tuple((document, leaf) for leaf in self._leaves(reading, document, heading))

    def mentioning(self, reading: Reading, document: Document) -> tuple[Place, ...]:
        """Return, of a question where something is spoken of, every provision that has its words."""
        found = next(filter(None, (each.search(reading.text.lower()) for each in _WHERE)), None)
        if found is None:
            return ()
        what = _IN_WHAT.sub("", _ABOUT.sub("", found["what"]))
        leaves = (
            self._leaves(reading, document, reading.part)
            if reading.part
            else [each for each in document.provisions if each.kind != "meta" and not document.children(each.locator)]
        )
        # "sản xuất và tiêu dùng bền vững" is one thing, "làng nghề và hợp tác xã" are two
        for subjects in ([content(what, reading.language)], _subjects(what, reading)):
            having = [leaf for leaf in leaves if any(_has(document, leaf, each, reading) for each in subjects)]
            if having:
                return tuple((document, leaf) for leaf in having)
        return ()

    def targets(self, reading: Reading, document: Document) -> tuple[Place, ...]:
        """Return the targets of ``document`` that a question asks for as a list: by period, by figure, by subject."""
        by_figure = reading.percent or reading.figure or reading.percentages
        if not reading.targets or not (reading.list or by_figure or reading.of_all):
            return ()
        periods = self._ranker.asked_periods(reading)
        found: dict[str, None] = {}
        for target in targets(document):
            period = self._ranker.period(document.id, target.locator)
            unit = target.unit.value if target.unit else ""
            figures = percentages(target.quote)
            if periods and period is not None and period not in periods:
                continue
            if reading.percentages and not reading.percentages & figures:
                continue
            if reading.percent and not reading.percentages and unit.startswith("%") == reading.figureless:
                continue
            if reading.figure and bool(unit) == reading.figureless:
                continue
            found.setdefault(target.locator)
        locators = self._naming_the_subject(reading, document, list(found))
        enough = len(locators) > 1 or reading.figureless or bool(reading.percentages and not reading.subject)
        return tuple((document, document.provision(each)) for each in locators) if enough else ()

    def _naming_the_subject(self, reading: Reading, document: Document, locators: list[str]) -> list[str]:
        """Return those of ``locators`` that name the subject asked about; all when the question names none."""
        text = reading.text if reading.whole else reading.search  # "kể hết các mục tiêu": no longer those of before
        asked = [word for word in content(_YEARS.sub(" ", text), reading.language) if word not in target_words()]
        if not asked:
            return locators
        wanted = (reading.language == "vi" and _pairs(asked)) or frozenset((word,) for word in asked)
        shares = {
            each: len(wanted & _phrases(document, document.provision(each), reading.language)) / len(wanted)
            for each in locators
        }
        best = max(shares.values(), default=0.0)
        if best < _LEAST_SAID:
            return [] if len(asked) > _FEW_WORDS else locators
        return [each for each, share in shares.items() if share >= _ABOUT_IT * best]

    def numbered(self, reading: Reading, document: Document) -> tuple[Place, ...]:
        """Return everything under the part or section of ``document`` that the question names by its number."""
        if reading.comparison:  # what is compared stands there, and is not all that does
            return ()
        beside = content(NUMBERED.sub(" ", reading.search), reading.language)
        if len(beside) > _SOME_WORDS and not reading.list:  # something of it is asked for
            return ()
        leaves = self._leaves(reading, document, reading.part)
        headed = {*target_words(), *_words_above(leaves, document, reading.language)}
        asked = [word for word in beside if word not in headed]
        having = [each for each in leaves if _said(document, each, asked, reading) >= _ABOUT_IT]
        return tuple((document, leaf) for leaf in (having if len(asked) >= _FEW_WORDS and having else leaves))

    def _all_periods(self, reading: Reading, document: Document, heading: Provision) -> str:
        """Return the heading above a period's own heading, unless that one period is asked for."""
        of_one = any(self._ranker.period(document.id, each.locator) for each in document.children(heading.locator))
        one = len(self._ranker.asked_periods(reading)) == 1
        return heading.parent if of_one and not one and heading.parent else heading.locator

    def on_subjects(self, reading: Reading, document: Document) -> tuple[Place, ...]:
        """Return the provisions that state the figures, or name the subjects, of a question."""
        stating = [each for each in document.provisions if reading.percentages & percentages(each.text)]
        if stating:
            return tuple((document, each) for each in stating)
        found: dict[str, None] = {}
        for subject in _AND.split(reading.search):
            for locator in self._about(subject, reading, document):
                found.setdefault(locator)
        places = [(document, document.provision(locator)) for locator in found]
        return tuple(sorted(places, key=lambda place: place[1].span)[:_MOST_LISTED]) if len(places) > 1 else ()

    def _about(self, subject: str, reading: Reading, document: Document) -> list[str]:
        """Return the locators of the provisions that name ``subject``.

        A Vietnamese word is mostly two syllables, so its syllables have to stand side by side; an English one is whole.
        """
        asked = content(subject, reading.language)
        single = frozenset((word,) for word in asked)
        wanted = (reading.language == "vi" and _pairs(asked)) or single
        if not wanted:
            return []
        periods = self._ranker.asked_periods(reading)
        shares = {
            each.locator: len(wanted & _phrases(document, each, reading.language)) / len(wanted)
            for each in document.provisions
            if each.kind != "meta"
            and not document.children(each.locator)
            and (not periods or self._ranker.period(document.id, each.locator) in {None, *periods})
        }
        least = max(_LEAST_SAID, _NEAR_BEST * max(shares.values(), default=0.0))
        return [locator for locator, share in shares.items() if share >= least]

    def _heading(self, reading: Reading, document: Document) -> str | None:
        """Return the outermost heading whose path says all that the question is about."""
        asked = set(content(_YEARS.sub(" ", reading.search), reading.language))
        for provision in document.provisions:
            if asked and document.children(provision.locator):
                said = document.glossed(provision, reading.language)
                if asked <= set(words(" ".join((*provision.heading, said)), reading.language)):
                    return provision.locator
        return None

    def _leaves(self, reading: Reading, document: Document, heading: str) -> list[Provision]:
        periods = self._ranker.asked_periods(reading)
        found: list[Provision] = []
        for child in document.children(heading):
            if document.children(child.locator):
                found += self._leaves(reading, document, child.locator)
            elif not periods or self._ranker.period(document.id, child.locator) in {None, *periods}:
                found.append(child)
        return found


def as_printed(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return provisions in the order of their texts; the documents as they come."""
    places = list(places)
    documents = list(dict.fromkeys(document.id for document, _ in places))
    return tuple(sorted(places, key=lambda place: (documents.index(place[0].id), place[1].span)))


def without_besides(reading: Reading, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return ``places`` without those that say what the question wants its list without; all, if none is left."""
    subjects = _subjects(reading.besides, reading)
    kept = (place for place in places if not any(_said(*place, each, reading) >= _MEANT for each in subjects))
    return tuple(kept) or places


def _subjects(text: str, reading: Reading) -> list[list[str]]:
    """Return the words of each of the things that ``text`` counts up."""
    return [asked for each in _AND.split(text) if (asked := content(each, reading.language))]


def _has(document: Document, provision: Provision, asked: list[str], reading: Reading) -> bool:
    """Tell whether a provision itself has all of the words ``asked``, most of them side by side as they are asked."""
    wanted = _pairs(asked)
    together = len(wanted & _pairs(_words(document, provision, reading.language)))
    return bool(asked) and _said(document, provision, asked, reading) == 1 and 2 * together >= len(wanted)


def _said(document: Document, provision: Provision, asked: list[str], reading: Reading) -> float:
    """Return the share of the words ``asked`` that a provision itself has."""
    return len(set(asked).intersection(_words(document, provision, reading.language))) / max(1, len(set(asked)))


def _words_above(leaves: list[Provision], document: Document, language: Language) -> list[str]:
    """Return the words of the headings above provisions."""
    headings = (each for leaf in leaves for each in document.ancestors(leaf.locator))
    return words(" ".join(document.glossed(each, language) for each in headings), language)


def _words(document: Document, provision: Provision, language: Language) -> list[str]:
    return words(document.glossed(provision, language), language)


def _phrases(document: Document, provision: Provision, language: Language) -> frozenset[tuple[str, ...]]:
    """Return the words of a provision under its headings, and their adjacent pairs."""
    lines = (*document.ancestors(provision.locator), provision)
    texts = (document.glossed(each, language) for each in lines)
    said = words(" ".join(texts), language)
    return _pairs(said) | frozenset((word,) for word in said)


def _pairs(said: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(pairwise(said))
