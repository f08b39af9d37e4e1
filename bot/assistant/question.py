"""Understanding: what a question asks, before anything is searched."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hoi.bot.assistant import references
from hoi.bot.assistant.answer import Language, Question
from hoi.bot.assistant.cues import Cues, Field, Thing, cues, target_words
from hoi.bot.assistant.language import language_of
from hoi.bot.assistant.numbering import part_named
from hoi.bot.assistant.persons import signer
from hoi.bot.assistant.scope import (
    asking,
    level_of,
    levels_of,
    turned_to,
    without,
    without_besides,
    without_excluded,
    without_levels,
)
from hoi.bot.assistant.unheld import unheld
from hoi.corpus.figures import percentages
from hoi.corpus.library import Library
from hoi.corpus.model import Level
from hoi.corpus.normalise import fold
from hoi.corpus.periods import written_years, years
from hoi.index.restore import Restorer
from hoi.index.synonyms import official
from hoi.index.words import content

# "còn đến 2030 thì tăng lên bao nhiêu?" after a question of 2025 asks for one figure
_RISES = re.compile(r"\b(?:tang|nang|len)(?: len| toi| den)? (?:bao nhieu|may)\b")
# "tăng hay giảm?", "bắt buộc hay chỉ phấn đấu?", of whatever was spoken of
_EITHER_WAY = re.compile(
    r"\b(?:tang|giam|bat buoc|phan dau|khuyen khich|tu nguyen)(?= hay\b)"
    r"|\bhay (?:la )?(?:chi )?(?:la )?(?:tang|giam|bat buoc|phan dau|khuyen khich|tu nguyen)(?: thoi)?\b"
    r"|\b(?:mandatory|compulsory|binding|voluntary|obligatory)\b"
)
_FEW_WORDS, _SOME_WORDS = 2, 4
"""Subject words of its own: up to so many a question continues the one before; up to so many, if it begins so."""
_REMEMBERED = 64
"""Questions kept as read: those of a few conversations."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood.

    ``text`` has its marks back; ``before`` are the earlier questions it continues, from the one that has a subject of
    its own to the last, ``previous`` the last as understood; ``search`` is what it continues and itself in the words
    documents use. ``subject``: it has words of its own that are about something, not only a period, a level or a
    document. ``elsewhere``: it is about a document that is not held.
    ``changed``: it says that what it asks about is no more. ``aside`` are documents that it asks for others than.
    ``part`` is the part or section it names by its number, or is still about; ``same_place``: it points at the
    provision that the question before was about ("gạch đó"); ``that_document``: it asks of a document spoken of
    before ("ai ký?", "quyết định ấy").
    ``whose``: it asks whether a thing is the province's or the nation's.
    ``besides`` is what its list is wanted without ("ngoài tuyên truyền, còn …"). ``cited`` are the numbers of documents
    it names that are not held themselves but spoken of; ``unheld`` the documents, articles, points, places and years
    that no text held contains.
    """

    language: Language
    text: str
    before: tuple[str, ...]
    previous: "Reading | None"
    subject: bool
    search: str
    key: str
    elsewhere: bool
    fields: tuple[Field, ...]
    things: tuple[Thing, ...]
    documents: frozenset[str]
    aside: frozenset[str]
    part: str
    same_place: bool
    that_document: bool
    besides: str
    level: Level | None
    both_levels: bool
    whose: bool
    cited: tuple[str, ...]
    percentages: frozenset[str]
    unheld: tuple[str, ...]
    comparison: bool
    list: bool
    targets: bool
    percent: bool
    figure: bool
    figureless: bool
    whole: bool
    changed: bool
    basis: bool
    refused: bool
    cut: bool
    heading_name: bool
    readable: bool

    @property
    def context(self) -> str:
        """The earlier questions it continues, as one text; empty when it stands alone."""
        return " ".join(self.before)

    @property
    def part_spoken_of(self) -> str:
        """The part or section that it names, or the last that the questions it continues named."""
        return self.part or ("" if self.previous is None else self.previous.part_spoken_of)

    @property
    def of_all(self) -> bool:
        """Tell whether it names no subject and stands alone ("mục tiêu là gì?"), or asks for all targets there are."""
        return not self.subject and (not self.before or (self.list and self.targets))

    @property
    def across(self) -> bool:
        """Tell whether it compares what different documents, held or spoken of, say."""
        return self.comparison and len(self.documents) + len(self.cited) > 1

    @property
    def read_as(self) -> str:
        """The question as understood, with the earlier questions it continues."""
        return f"{self.context} → {self.text}" if self.context else self.text


class Reader:
    """Reads the questions put to one library, each once: those before are read again with every one that follows.

    ``is_vague`` tells whether a question as it is read stands for nothing by itself; it then continues the one before.
    ``named`` returns one that points at what was spoken of with its name instead, to stand alone; else nothing.
    """

    def __init__(
        self,
        library: Library,
        restorer: Restorer,
        is_vague: Callable[[Reading], bool] = lambda _: False,
        named: Callable[[Reading], str] = lambda _: "",
    ) -> None:
        self._library = library
        self._restorer = restorer
        self._is_vague = is_vague
        self._named = named
        self.read = lru_cache(_REMEMBERED)(self._read)

    def _read(self, question: Question, today: date) -> Reading:
        """Return what ``question`` asks on the day ``today``."""
        *history, last = question.history or ("",)
        previous = self.read(Question(last, tuple(history)), today) if last else None
        language = language_of(question.text, "vi" if previous is None else previous.language)
        text = self._restored(question.text, language, today)
        if previous is None:
            return self._understood(question.text, text, language, None)
        if named := references.written_out(text, f"{previous.context} {previous.text}", self._library):
            return self._understood(named, named, language, None)
        if not _continues(text, language):
            alone = self._understood(question.text, text, language, None)
            if alone.documents or not self._is_vague(alone):
                return alone
        continued = self._understood(question.text, text, language, previous)
        named = self._named(continued)
        return self._understood(named, named, language, None) if named else continued

    def _understood(self, typed: str, marked: str, language: Language, previous: Reading | None) -> Reading:
        """Return what is asked in the words ``typed``, ``marked`` with its marks back, continuing ``previous``."""
        library, known = self._library, cues(language)
        text, besides = without_besides(without(known.dropping, marked))
        before = () if previous is None else (*previous.before, previous.text)
        text = text if _compares(fold(text), known) else turned_to(text)
        whole = " ".join((*before, text))
        key, own, asked = fold(whole), fold(text), fold(asking(text))
        comparison = _compares(own, known) and not (before and years(text) and _RISES.search(own))
        documents, named, both_levels = _ranged(text, whole, library, compared=comparison, pointing=bool(before))
        cited, fields = references.cited(own, library), _fields(known, own)
        subject = bool(_subject(text, language) or cited)
        whose = not comparison and bool(known.whose.search(own)) and bool(levels_of(text))
        if whose:
            documents = named = frozenset()
        turned = bool(references.named(own, library) or level_of(text))
        things = tuple(each for each in known.things if each.cue.search(asked))
        # "rồi, giờ tới lượt 2030": what was asked for, of other years or of another document
        again = previous if not (subject or things) and (turned or years(text)) else None
        return Reading(
            language=language,
            text=text,
            before=before,
            previous=previous,
            subject=subject,
            search=official(whole, language),
            key=key,
            elsewhere=references.is_of_another(own if documents else key, library)
            or bool(documents and references.ANOTHER.search(own)),
            fields=fields or _kept(text, previous, turned=turned and not subject, subject=subject),
            things=things,
            documents=named,
            aside=references.aside(own, library) - named,
            part=_part(own, previous, subject=subject),
            same_place=bool(known.same_place.search(own)) and bool(before),
            that_document=bool(before) and not turned and bool(fields or references.POINTED.search(own)),
            besides=besides,
            level=None if both_levels or whose or known.basis.search(own) else level_of(text) or level_of(whole),
            both_levels=both_levels and not whose,
            whose=whose,
            cited=cited or (references.cited(key, library) if not documents else ()),
            percentages=percentages(text),
            unheld=unheld(own, typed, text, library),
            comparison=comparison,
            list=bool(known.list.search(own)) or bool(again and (again.list or (again.targets and again.of_all))),
            targets=bool(known.targets.search(own)) or bool(again and again.targets),
            percent=bool(known.percent.search(own)),
            figure=bool(known.figure.search(own)),
            figureless=bool(known.figureless.search(own)),
            whole=bool(known.whole.search(own)),
            changed=bool(known.changed.search(key)),
            basis=bool(known.basis.search(key)),
            refused=bool(known.injection.search(own) or known.abuse.search(own)),
            cut=bool(known.cut.search(own))
            or (previous is not None and previous.cut and not _leaves_its_part(own, known)),
            heading_name=bool(known.heading_name.search(own)),
            readable=any("a" <= char <= "z" for char in own) or own.strip().isdigit(),
        )

    def _restored(self, text: str, language: Language, today: date) -> str:
        marked = self._restorer.restore(text) if language == "vi" else text
        return without_excluded(written_years(marked, today))


def _ranged(
    text: str, whole: str, library: Library, *, compared: bool, pointing: bool
) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return the documents a question names itself, those it is about, and whether it sets both levels side by side.

    ``whole`` is the question after those it continues.
    """
    own = references.documents(text, library, compared=compared, pointing=pointing)
    within = len(own) == 1 and references.WITHIN.match(fold(text))
    both_levels = _both_levels(text, own) or (compared and not within and len(_levels(whole, library)) > 1)
    if both_levels and len(own) == 1:  # set beside the other level, whose document is not named
        return own, frozenset(), both_levels
    both_levels = both_levels and (len(own) < 2 or len({library.get(each).level for each in own} | levels_of(text)) > 1)
    spoken_of = frozenset[str]() if level_of(text) else references.documents(whole, library, pointing=pointing)
    return own, own or _of_the_kind(references.kind_pointed_at(fold(text)), spoken_of, library), both_levels


def _of_the_kind(kind: str, documents: frozenset[str], library: Library) -> frozenset[str]:
    """Return those of ``documents`` that are of the kind pointed at ("quyết định đó"); all, where none is."""
    return frozenset(each for each in documents if library.get(each).metadata.kind == kind) or documents


def _kept(text: str, previous: Reading | None, *, turned: bool, subject: bool) -> tuple[Field, ...]:
    """Return the fields asked for before, where a question turns to another document, or names somebody to confirm.

    "Ai ký Kế hoạch 235?", "còn Quyết định 889?"; "có phải bà … không?". Only "when?" asks for the day of issue.
    """
    if previous is None or not previous.fields:
        return ()
    known = cues(previous.language)
    confirms = known.confirming.search(fold(text)) and signer(text) is not None
    dated = not subject and any(thing.name == "date" and thing.cue.search(fold(text)) for thing in known.things)
    if dated and not turned:
        return tuple(each for each in known.fields if each.name == "issued_on")
    return previous.fields if turned or confirms else ()


def _part(own: str, previous: Reading | None, *, subject: bool) -> str:
    """Return the part that a folded question names, by its number in the one spoken of, or is still about."""
    if previous is None:
        return part_named(own)
    return part_named(own, previous.part_spoken_of) or ("" if subject else previous.part)


def _fields(known: Cues, own: str) -> tuple[Field, ...]:
    """Return the fields of a record that a question asks for, in its own order."""
    found = [(match.start(), each) for each in known.fields if (match := each.cue.search(own))]
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _continues(text: str, language: Language) -> bool:
    """Tell whether a question by its words continues the one before.

    It says little of its own, turns to another thing ("còn … thì sao?"), points back, or compares without saying what.
    """
    own = len([word for word in content(text, language) if not word.isdigit()])
    known, key = cues(language), fold(text)
    if known.dropping.search(key) or (references.REFERENCE.search(key) and _fields(known, key)):
        return False  # "thế Quyết định 1316 do ai ký?" is whole
    joins = own <= _SOME_WORDS and known.joining.match(key)
    of_all = known.targets.search(key) and not known.comparison.search(key)  # "mục tiêu của kế hoạch là gì?"
    unsaid = not _subject(text, language) and not of_all
    unnamed = bool(_fields(known, key)) and not (references.A_KIND.search(key) or references.REFERENCE.search(key))
    return own <= _FEW_WORDS or bool(
        known.turning.search(key) or joins or unsaid or unnamed or _points_back(text, language)
    )


def _points_back(text: str, language: Language) -> bool:
    """Tell whether a question points at what was said before ("hội đó", "quyết định ấy", "is it …?")."""
    known, key = cues(language), fold(text)
    return any(each.search(key) for each in (known.pointing, known.confirming, known.same_place))


def _subject(text: str, language: Language) -> list[str]:
    """Return the words of a question that are about something: no years, levels, documents, nor what it asks for."""
    rest = without_levels(text)
    things = (thing.cue for thing in cues(language).things)
    if len(key := fold(rest)) == len(rest):  # else places would not be the same
        manner = (cues(language).manner, _EITHER_WAY)
        told = (references.WHICH, references.REFERENCE, references.POINTED, references.A_KIND, *manner, *things)
        for start, end in (match.span() for each in told for match in each.finditer(key)):
            rest = rest[:start] + " " * (end - start) + rest[end:]
    return [word for word in content(rest, language) if word not in target_words() and not word.isdigit()]


def _compares(key: str, known: Cues) -> bool:
    """Tell whether a question sets things beside each other, by its words or by the two documents it names."""
    return bool(known.comparison.search(key) or references.TWO.search(key))


def _both_levels(text: str, documents: frozenset[str]) -> bool:
    """Tell whether a question sets the province beside the nation: by their names, or by two documents."""
    return len(levels_of(text)) > 1 or len(documents) > 1


def _levels(text: str, library: Library) -> set[Level]:
    """Return the levels a question speaks of, by their names and by the documents it names."""
    return {library.get(each).level for each in references.documents(text, library)} | levels_of(text)


def _leaves_its_part(own: str, known: Cues) -> bool:
    """Tell whether a question that continues another turns from its part of the document ("còn mục III.1?")."""
    return bool(part_named(own) or (known.joining.match(own) and not known.pointing.search(own)))
