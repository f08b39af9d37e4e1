"""Understanding: what a question asks, before anything is searched."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hoi.bot.assistant.answer import Language, Question
from hoi.bot.assistant.cues import Cues, Field, Thing, cues, target_words
from hoi.bot.assistant.language import language_of
from hoi.bot.assistant.numbering import point_named
from hoi.bot.assistant.persons import signer
from hoi.bot.assistant.scope import (
    asking,
    level_of,
    levels_of,
    turned_to,
    without_besides,
    without_excluded,
    without_levels,
)
from hoi.corpus.figures import percentages
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Level
from hoi.corpus.normalise import fold
from hoi.corpus.periods import of_headings, written_years, years
from hoi.corpus.places import places
from hoi.index.restore import Restorer
from hoi.index.synonyms import official
from hoi.index.words import content

_ARTICLE = re.compile(r"\b(?:dieu|article) (\d{1,3})\b")
_REFERENCE = re.compile(
    r"\b(nghi quyet|quyet dinh|nghi dinh|thong tu|chi thi|cong van|luat|ke hoach|de an|kh|qd|nd|nq|tt|ct"
    r"|decree|decision|resolution|circular|directive|plan|law)(?: so| no\.?)? ?(\d{1,4})(?!\d|%| ?phan tram)"
)
# "ngoài Kế hoạch 235 …": asked for is what others say
_SET_ASIDE = re.compile(
    r"\b(?:ngoai|(?<!ra )(?<!hanh )(?<!ky )truoc(?: khi co)?|besides|before|apart from|other than) "
    r"(?:(?:ke hoach|quyet dinh|nghi dinh|kh|qd|nd|plan|decision|decree) (?:so |no\.? )?)?\d{2,4}/?[a-z-]*"
)
# "Kế hoạch 204 và Kế hoạch 235": two documents at once
_TWO = re.compile(rf"{_REFERENCE.pattern}\S* (?:va|voi|vs|and|hay|hoac|or) (?:ca |the )?(?:{_REFERENCE.pattern})")
# "so sánh 889 và 1316": documents by their numbers alone
_BARE = re.compile(
    r"\b(\d{2,4}) (?:va|voi|vs|and|hay|hoac|or) (\d{2,4})\b(?!%| ?phan tram| (?:so|ban|bo|xa|phuong|mo hinh))"
)
_POINTED = re.compile(
    r"\b(?:ke hoach|quyet dinh|nghi dinh|van ban)(?: cu| moi)? (?:ay|do|nay|kia|tren)\b"
    r"|\b(?:this|that|the same) (?:plan|decision|decree)\b"
)
# "nghị định nào đã sửa Nghị định 08?": asked for is another document
_WHICH = re.compile(
    r"\b(?:nghi dinh|quyet dinh|nghi quyet|thong tu|ke hoach|van ban) nao\b(?! (?:nay|do|ay)\b)"
    r"|\bwhich (?:decree|decision|resolution|circular|plan|document)\b"
)
# "Theo Nghị định 08, …": what is compared stands within it
_WITHIN = re.compile(rf"(?:theo|trong|tai|under|in|according to) (?:the )?{_REFERENCE.pattern}")
_KINDS = {
    "ke hoach": "Kế hoạch", "quyet dinh": "Quyết định", "nghi dinh": "Nghị định",
    "plan": "Kế hoạch", "decision": "Quyết định", "decree": "Nghị định",
}  # fmt: skip
_BARE_KIND = re.compile(
    rf"(?<!xong )(?<!lap )(?<!\bra )\b({'|'.join(_KINDS)})\b"
    r"(?! (?:nao|gi|so may|(?:va |- |& )?dau tu|hanh dong|rieng|cu the|giam|quan ly|phong chong|xu ly)\b)"
    r"(?! and investment)"
)
_A_KIND = re.compile(rf"\b(?:{'|'.join(_KINDS)})\b")
_OTHER_KIND = re.compile(
    r"\b(?:nghi quyet|thong tu|chi thi|cong van|quy hoach|\bluat|dai hoi|resolution|circular|directive|law|congress)\b"
)
# "là nghị quyết hay kế hoạch?": which of them it is
_KINDS_OFFERED = re.compile(
    r"hay (?:la )?(?:ke hoach|quyet dinh)|\bor an? (?:plan|decision|resolution|circular|directive|law)\b"
)
# "còn đến 2030 thì tăng lên bao nhiêu?" after a question of 2025 asks for one figure
_RISES = re.compile(r"\b(?:tang|nang|len)(?: len| toi| den)? (?:bao nhieu|may)\b")
# "tăng hay giảm?", of whatever was spoken of
_UP_OR_DOWN = re.compile(r"\b(?:tang|giam) hay\b|\bhay (?:la )?(?:tang|giam)\b")
_BEFORE_A_PLACE = re.compile(r"\b(?:tinh|thanh pho|tp|o|tai|ben|den|tu|nhu|voi|va|cua|in|of|from|to|with|province) ?$")
# "hàng xuất sang Trung Quốc": what is spoken of is not there
_BESIDE_A_PLACE = (
    r"\b(?:sang|qua|xuat|khach|nhap tu|thi truong|giap|(?:ghep|gop|nhap) (?:chung )?(?:voi|vao|cung)"
    r"|merged with|(?:export\w*|sell\w*|sold|ship\w*) (?:\w+ )?to|tourists from|bordering) (?:nuoc )?"
)
_FEW_WORDS, _SOME_WORDS = 2, 4
"""Subject words of its own: up to so many a question continues the one before; up to so many, if it begins so."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood.

    ``text`` has its marks back; ``before`` are the earlier questions it continues, from the one that has a subject of
    its own to the last, ``earlier`` all there were, ``previous`` the last as understood; ``search`` is what it
    continues and itself in the words documents use. ``subject``: it has words of its own that are about something, not
    only a period, a level or a document. ``elsewhere``: it is about a document that is not held.
    ``changed``: it says that what it asks about is no more. ``aside`` are documents that it asks for others than.
    ``same_place``: it points at the provision that the question before was about ("gạch đó"); ``that_document``: it
    asks of a document that was spoken of before ("ai ký?", "quyết định ấy").
    ``besides`` is what its list is wanted without ("ngoài tuyên truyền, còn …"). ``cited`` are the numbers of documents
    it names that are not held themselves but spoken of; ``unheld`` the documents, articles, points, places and years
    that no text held contains.
    """

    language: Language
    text: str
    before: tuple[str, ...]
    earlier: tuple[str, ...]
    previous: "Reading | None"
    subject: bool
    search: str
    key: str
    elsewhere: bool
    fields: tuple[Field, ...]
    things: tuple[Thing, ...]
    documents: frozenset[str]
    aside: frozenset[str]
    same_place: bool
    that_document: bool
    besides: str
    level: Level | None
    both_levels: bool
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
    cut_name: bool
    readable: bool

    @property
    def context(self) -> str:
        """The earlier questions it continues, as one text; empty when it stands alone."""
        return " ".join(self.before)

    @property
    def of_all(self) -> bool:
        """Tell whether it stands alone and names no subject: "mục tiêu của kế hoạch là gì?"."""
        return not (self.subject or self.before)

    @property
    def across(self) -> bool:
        """Tell whether it compares what different documents, held or spoken of, say."""
        return self.comparison and len(self.documents) + len(self.cited) > 1

    @property
    def read_as(self) -> str:
        """The question as understood, with the earlier questions it continues."""
        return f"{self.context} → {self.text}" if self.context else self.text


def read(question: Question, library: Library, restorer: Restorer, today: date, *, follows: bool = False) -> Reading:
    """Return what ``question`` asks of ``library``; ``follows`` when it is known to continue the one before."""
    language = language_of(question.text)
    known = cues(language)
    text, besides = without_besides(_restored(question.text, restorer, today))
    continues = bool(question.history) and (follows or _continues(text, language))
    history = question.history if continues else ()
    before = _continued(history, restorer, today)
    previous = read(Question(history[-1], history=history[:-1]), library, restorer, today) if history else None
    text = text if _compares(fold(text), known) else turned_to(text)
    whole = " ".join((*before, text))
    key, own, asked = fold(whole), fold(text), fold(asking(text))
    comparison = _compares(own, known) and not (before and years(text) and _RISES.search(own))
    documents, named, both_levels = _ranged(text, whole, library, compared=comparison, pointing=bool(before))
    subject = bool(_subject(text, language) or _cited(own, library))
    turned = bool(_named(own, library) or level_of(text))
    fields = _fields(known, own) or (() if previous is None else _kept(text, previous, turned=turned and not subject))
    return Reading(
        language=language,
        text=text,
        before=before,
        earlier=tuple(_restored(each, restorer, today) for each in history),
        previous=previous,
        subject=subject,
        search=official(whole, language),
        key=key,
        elsewhere=_other(own if documents else key, library) or bool(documents and _WHICH.search(own)),
        fields=fields,
        things=tuple(each for each in known.things if each.cue.search(asked)),
        documents=named,
        aside=_named(" ".join(_SET_ASIDE.findall(own)), library) - named,
        same_place=bool(known.same_place.search(own)) and bool(before),
        that_document=bool(before) and not turned and bool(fields or _POINTED.search(own)),
        besides=besides,
        level=None if both_levels or known.basis.search(own) else level_of(text) or level_of(whole),
        both_levels=both_levels,
        cited=_cited(own, library) or (_cited(key, library) if not documents else ()),
        percentages=percentages(text),
        unheld=_unheld(own, question.text, text, library),
        comparison=comparison,
        list=bool(known.list.search(own)),
        targets=bool(known.targets.search(own)),
        percent=bool(known.percent.search(own)),
        figure=bool(known.figure.search(own)),
        figureless=bool(known.figureless.search(own)),
        whole=bool(known.whole.search(own)),
        changed=bool(known.changed.search(key)),
        basis=bool(known.basis.search(key)),
        refused=bool(known.injection.search(own) or known.abuse.search(own)),
        cut=bool(known.cut.search(key)),
        cut_name=bool(known.cut_name.search(own)),
        readable=any("a" <= char <= "z" for char in own) or own.strip().isdigit(),
    )


def _ranged(
    text: str, whole: str, library: Library, *, compared: bool, pointing: bool
) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return the documents a question names itself, those it is about, and whether it sets both levels side by side.

    ``whole`` is the question after those it continues.
    """
    own = _documents(text, library, compared=compared, pointing=pointing)
    within = len(own) == 1 and _WITHIN.match(fold(text))
    both_levels = _both_levels(text, own) or (compared and not within and len(_levels(whole, library)) > 1)
    if both_levels and len(own) == 1:  # set beside the other level, whose document is not named
        return own, frozenset(), both_levels
    both_levels = both_levels and (len(own) < 2 or len({library.get(each).level for each in own} | levels_of(text)) > 1)
    return own, own or (frozenset() if level_of(text) else _documents(whole, library, pointing=pointing)), both_levels


def _kept(text: str, previous: Reading, *, turned: bool) -> tuple[Field, ...]:
    """Return the fields asked for before, where a question turns to another document, or names somebody to confirm.

    "Ai ký Kế hoạch 235?", "còn Quyết định 889?"; "có phải bà … không?".
    """
    confirms = cues(language_of(text)).confirming.search(fold(text)) and signer(text) is not None
    return previous.fields if turned or confirms else ()


def _fields(known: Cues, own: str) -> tuple[Field, ...]:
    """Return the fields of a record that a question asks for, in its own order."""
    found = [(match.start(), each) for each in known.fields if (match := each.cue.search(own))]
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _restored(text: str, restorer: Restorer, today: date) -> str:
    marked = restorer.restore(text) if language_of(text) == "vi" else text
    return without_excluded(written_years(marked, today))


def _continued(history: tuple[str, ...], restorer: Restorer, today: date) -> tuple[str, ...]:
    """Return the last question of ``history`` and those it continues itself, back to one that has a subject."""
    found: list[str] = []
    for each in reversed(history):
        found.insert(0, text := _restored(each, restorer, today))
        if _subject(text, language := language_of(text)) and not _continues(text, language):
            break
    return tuple(found)


def _continues(text: str, language: Language) -> bool:
    """Tell whether a question by its words continues the one before.

    It says little of its own, turns to another thing ("còn … thì sao?"), points back, or compares without saying what.
    """
    own = len([word for word in content(text, language) if not word.isdigit()])
    known, key = cues(language), fold(text)
    joins = own <= _SOME_WORDS and known.joining.match(key)
    of_all = known.targets.search(key) and not known.comparison.search(key)  # "mục tiêu của kế hoạch là gì?"
    unsaid = not _subject(text, language) and not of_all
    return own <= _FEW_WORDS or bool(known.turning.search(key) or joins or unsaid or _points_back(text, language))


def _points_back(text: str, language: Language) -> bool:
    """Tell whether a question points at what was said before ("hội đó", "quyết định ấy", "is it …?")."""
    known, key = cues(language), fold(text)
    return bool(known.pointing.search(key) or known.confirming.search(key))


def _subject(text: str, language: Language) -> list[str]:
    """Return the words of a question that are about something: no years, levels, documents, nor those of targets."""
    rest = without_levels(text)
    if len(key := fold(rest)) == len(rest):  # else places would not be the same
        for found in (
            match.span() for each in (_REFERENCE, _POINTED, _A_KIND, _UP_OR_DOWN) for match in each.finditer(key)
        ):
            rest = rest[: found[0]] + " " * (found[1] - found[0]) + rest[found[1] :]
    return [word for word in content(rest, language) if word not in target_words() and not word.isdigit()]


def _compares(key: str, known: Cues) -> bool:
    """Tell whether a question sets things beside each other, by its words or by the two documents it names."""
    return bool(known.comparison.search(key) or _TWO.search(key))


def _documents(text: str, library: Library, *, compared: bool = False, pointing: bool = False) -> frozenset[str]:
    """Return the documents that ``text`` names: by number, else by their kind ("kế hoạch này").

    By both, if they are ``compared``: "the plan and Decision 889". One ``pointing`` back means what was named before.
    """
    key = _SET_ASIDE.sub(" ", fold(text))
    numbered = _named(key, library)
    named = numbered or _REFERENCE.search(key)
    if (named and not (compared and numbered)) or level_of(text) == "national":
        return numbered
    bare = _REFERENCE.sub(" ", _POINTED.sub(" ", key) if pointing else key)
    kinds = {_KINDS[kind] for kind in _BARE_KIND.findall(bare)}
    return numbered | {document.id for document in library if document.metadata.kind in kinds}


def _named(key: str, library: Library) -> frozenset[str]:
    return frozenset(document.id for document in library if _names(document, key))


def _names(document: Document, key: str) -> bool:
    return any(re.search(rf"(?<![\w/]){re.escape(_folded_name(alias))}(?![\w/])", key) for alias in document.aliases)


@lru_cache(maxsize=4096)
def _folded_name(name: str) -> str:
    """Return a document's or a place's name folded: the same few hundred for every question."""
    return fold(name)


def _both_levels(text: str, documents: frozenset[str]) -> bool:
    """Tell whether a question sets the province beside the nation: by their names, or by two documents."""
    return len(levels_of(text)) > 1 or len(documents) > 1


def _levels(text: str, library: Library) -> set[Level]:
    """Return the levels a question speaks of, by their names and by the documents it names."""
    return {library.get(each).level for each in _documents(text, library)} | levels_of(text)


def _other(key: str, library: Library) -> bool:
    """Tell whether the question is about a document that is not held, by its kind or its number."""
    if _OTHER_KIND.search(key) and not _KINDS_OFFERED.search(key):
        return True
    return any(not _is_held(number, library) for _, number in _REFERENCE.findall(key))


def _is_held(number: str, library: Library) -> bool:
    starts = (f"{number}/", f"{number.zfill(2)}/")
    return any((document.metadata.number or "").startswith(starts) for document in library)


def _cited(key: str, library: Library) -> tuple[str, ...]:
    """Return the numbers of the documents that the question names and that a text held speaks of."""
    named = [number for _, number in _REFERENCE.findall(key)] + [each for pair in _BARE.findall(key) for each in pair]
    numbers = dict.fromkeys(number for number in named if not _is_held(number, library))
    return tuple(number for number in numbers if _spoken_of(number, library))


def _spoken_of(number: str, library: Library) -> bool:
    # "02/2022" is a document's number, "18/02/2025" and "02/4/2025" are days
    return bool(re.search(rf"(?<![\d/])0?{number}(?:[-/](?!\d{{1,2}}/\d{{4}})| ngay \d)", _held_words(library)))


def _unheld(key: str, typed: str, text: str, library: Library) -> tuple[str, ...]:
    """Return the documents, articles, points, places and years named in the question that no text held contains."""
    held = _held_words(library)
    others = (f"{kind} {number}" for kind, number in _REFERENCE.findall(key) if not _spoken_of(number, library))
    articles = (f"Điều {number}" for number in _ARTICLE.findall(key) if not re.search(rf"\bdieu {number}\b", held))
    point = point_named(key)
    points = (point,) if point and not any(_may_have(document, point) for document in library) else ()
    elsewhere = (
        place
        for place in places()
        if _folded_name(place) in key and _folded_name(place) not in held and _is_named(place, key, f"{typed}\n{text}")
    )
    within = {year for document in library for each in of_headings(document).values() for year in each.years}
    unknown_years = (str(year) for year in sorted(years(text) - within) if str(year) not in held)
    return (*others, *articles, *points, *elsewhere, *unknown_years)


def _may_have(document: Document, point: str) -> bool:
    """Tell whether a document has a point of a part, or may have it in what follows after our copy is cut."""
    part, cut = point.split(".", maxsplit=1)[0], document.cut_after or ""
    return point in document.by_locator or cut.split(".")[0] == part


def _is_named(place: str, key: str, text: str) -> bool:
    """Tell whether a question, ``key`` as folded, names ``place``; ``text`` is it as typed and with its marks back.

    "Lạng Sơn là" is not Sơn La, "làm đồng bộ" not Lâm Đồng: without its own marks a name has to stand after a word that
    introduces places; and what is sold there or comes from there is not asked of it.
    """
    if re.search(rf"{_BESIDE_A_PLACE}{_folded_name(place)}\b", key):
        return False
    if re.search(rf"(?<!l[aạ]ng )\b{re.escape(place.lower())}\b", text.lower()):
        return True
    found = re.finditer(rf"(?<!lang )\b{_folded_name(place)}\b", key)
    return any(_BEFORE_A_PLACE.search(key[: match.start()]) for match in found)


def _held_words(library: Library) -> str:
    return "\n".join(document.folded for document in library)
