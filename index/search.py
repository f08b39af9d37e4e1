"""Finding: a question's text in, provisions out, best first."""

import copy
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hoi.corpus.library import Library
from hoi.index import build, manifest
from hoi.index.chunks import asked_about
from hoi.index.dense import NEVER, Numbers, Scores, VectorIndex
from hoi.index.encoder import Vectors, for_questions
from hoi.index.examples import ExampleIndex
from hoi.index.fusion import IN_USE, TOP, Sides, Weights, fuse
from hoi.index.restore import Restorer, Unrepaired
from hoi.index.store import ChunkStore
from hoi.index.taught import FIELDS, REASONS, FieldName, Reason
from hoi.index.threads import pin_threads
from hoi.index.view import View
from hoi.index.words import Language

REMEMBERED = 64
"""Questions whose vectors and likeness to examples are kept in memory: those that continue them need them again."""
_FEW = 20_000
"""Among up to so many chunks all are scored, and none is missed; among more, those that one side has for its best."""
_MOST = 0.9
"""Share of the chunks from which one language has so many that the others can be passed over afterwards."""


class Hit(NamedTuple):
    """A provision found. ``score`` is fused, 0 to 1 within one search; the rest compare between searches.

    ``cosine`` is the vectors' score of the provision; ``asked`` how like the question is to those people ask about it
    (``examples.py``); ``keywords`` the BM25 score over the rarity of the question's words; ``stated`` the share of the
    question's subject words, weighted by how rare they are, that the provision and its headings contain; ``coverage``
    the same with the words of the questions people ask about it.
    """

    document: str
    locator: str
    score: float
    cosine: float
    asked: float
    keywords: float
    stated: float
    coverage: float

    @property
    def share(self) -> float:
        """How like the question is to those people ask about the provision, from 0 to 1."""
        return (self.asked + 1) / 2


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the hits, best first, and how like the question is to those of other kinds.

    ``unanswered``: to those that have no answer here; ``fields``: to those about a document's record.
    """

    hits: tuple[Hit, ...]
    unanswered: dict[Reason, float]
    fields: dict[FieldName, float]


class Finder:
    """The index of one corpus, opened once and asked many times; safe to share between threads."""

    def __init__(self, folder: Path, embed: Callable[[str], Vectors], threads: int, weights: Weights = IN_USE) -> None:
        self.weights = weights
        self.embed = lru_cache(REMEMBERED)(embed)
        self._chunks = ChunkStore(folder)
        self._passages = VectorIndex.load(folder / build.PASSAGES, threads)
        self._examples = ExampleIndex.load(folder / build.EXAMPLES)
        asked = [self._chunks[number] for number in self._chunks.asked]
        self._about = asked_about(asked)
        self._whole: dict[Language, Any] = {}
        self._views = {language: View(folder, self._chunks, self._about, language) for language in build.LANGUAGES}
        self._restorer = Restorer.load(folder / build.RESTORER)
        self._likeness = lru_cache(REMEMBERED)(self._likeness_of)

    @classmethod
    def open(cls, library: Library, data_dir: Path, encoder: str = "", threads: int = 2) -> "Finder":
        """Open the index under ``data_dir``.

        Raises:
            IndexStateError: there is none, it is damaged, or it was built from something else.
        """
        pin_threads(threads)
        folder = manifest.current(data_dir)
        manifest.check(folder, library, encoder)
        return cls(folder, for_questions(encoder).query, threads)

    def weighing(self, weights: Weights) -> "Finder":
        """Return the same finder with other weights."""
        other = copy.copy(self)
        other.weights = weights
        return other

    @property
    def restorer(self) -> Restorer:
        """What repairs questions before they are searched with; if that is switched off, it leaves them as they are."""
        return self._restorer if self.weights.repair else Unrepaired()

    def search(
        self, text: str, language: Language, *, written: str = "", documents: Collection[str] | None = None
    ) -> Found:
        """Return the provisions of ``documents`` (all when None) for ``text``, at most ``TOP``, best first.

        ``written`` is what the keywords are looked for with: the question in the words documents use, after the one
        that it continues.
        """
        vector = self.embed(text)
        view = self._views[language]
        asked = self.weights.asked
        likeness = self._likeness(text, language) if asked else np.full(self._examples.count, NEVER, np.float32)
        others = list(map(float, likeness[len(self._about) :]))
        unanswered = dict(zip(REASONS, others[: len(REASONS)], strict=True))
        fields = dict(zip(FIELDS, others[len(REASONS) :], strict=True))
        written = written if written and self.weights.synonyms else text
        hits = self._hits(written, view, *self._sides(written, vector, view, likeness, documents))
        return Found(tuple(hits), unanswered, fields)

    def pieces(self, document: str, locator: str, language: Language) -> tuple[str, ...]:
        """Return the sentences of a provision in this language, as they were cut when the index was built."""
        number = self._views[language].numbered(document).get(locator)
        return () if number is None else self._chunks[number].pieces

    def _likeness_of(self, text: str, language: Language) -> Scores:
        """Return how like a question is to those of each owner of examples."""
        return self._examples.scores(self.embed(text), text, language)

    def _sides(
        self, text: str, vector: Vectors, view: View, likeness: Scores, documents: Collection[str] | None
    ) -> tuple[Numbers, Sides]:
        """Return the places in ``view`` that are looked at, and the scores of each on every side.

        All places of ``documents`` where they are few; else those that can come first on any side. What one side finds
        the others score too, so that no hit lacks its cosine.
        """
        among = None if documents is None else view.among(documents)
        few = len(view if among is None else among)
        if not (self._passages.exact or few <= _FEW):
            places, keywords = self._likely(text, vector, view, likeness, among)
        elif among is None:
            places, keywords = np.arange(len(view)), view.texts.scores(text)
        else:
            places, keywords = among, view.texts.scores_at(text, among)
        cosines = self._passages.whole_and_best if self.weights.sentences else self._passages.whole
        sides = Sides(
            cosines(vector, view.numbers[places]), keywords, view.asked(likeness, places), view.untaught[places]
        )
        return places, sides

    def _likely(
        self, text: str, vector: Vectors, view: View, likeness: Scores, among: Numbers | None
    ) -> tuple[Numbers, Scores]:
        """Return the places, all or of ``among``, that are best on one side, and their keyword scores."""
        wanted, taught = None, view.taught
        if among is not None:
            wanted = np.zeros(len(view), np.bool_)
            wanted[among] = True
            taught = taught[wanted[taught]]
        near = view.places(self._passages.near(vector, self._selection(view, among)))
        best = taught[np.argsort(-view.asked(likeness, taught), kind="stable")[:TOP]]
        return view.texts.best(text, TOP, np.union1d(near, best), wanted)

    def _selection(self, view: View, among: Numbers | None) -> Any:
        """Return what leaves out the vectors of other chunks, unless they are few: faster passed over."""
        if among is not None:
            return self._passages.selection(view.numbers[among])
        if view.language not in self._whole:
            most = len(view) > _MOST * len(self._chunks)
            self._whole[view.language] = self._passages.selection(None if most else view.numbers)
        return self._whole[view.language]

    def _hits(self, text: str, view: View, places: Numbers, sides: Sides) -> Iterator[Hit]:
        if not len(places):
            return
        fused = fuse(sides, self.weights)
        best = np.argsort(-fused, kind="stable")[:TOP]
        covered, most = view.coverage(text, places[best]), view.most(text)
        scores = (fused, sides.cosines, sides.asked, sides.keywords / most)
        rows = zip(
            *(each[best].tolist() for each in scores), covered.stated.tolist(), covered.known.tolist(), strict=True
        )
        for number, (score, cosine, asked, keywords, stated, coverage) in zip(
            view.numbers[places[best]].tolist(), rows, strict=True
        ):
            document, locator = self._chunks.document(number), self._chunks.locator(number)
            yield Hit(document, locator, score, cosine, asked, keywords, stated, coverage)
