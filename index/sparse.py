"""Keywords: BM25 over folded syllables and their pairs.

Own postings, for a million texts ask for three things at once: built in bounded memory, read as a memory map, and
searched without what cannot come first. A token is a number of 64 bits made from its words, so that no vocabulary is
held in memory either.
"""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hoi.index.dense import Numbers, Scores
from hoi.index.words import Language, words

K1, B = 1.2, 0.75
"""The usual constants; a grid of twenty points on three sets moved MRR by less than 0.5 points a set."""

Tokens = NDArray[np.uint64]

_PARTS_BITS = 6
"""Occurrences are sorted in so many (2^n) parts by the first bits of their token, 40 MB each of a million texts."""
_READ, _COMPLETED = 500_000, 500
"""Entries of postings a search for the best reads, and the texts whose score it completes (``bench/scale.py``)."""
_BATCH = 4_096
_BLOCK = 64
_OCCURRENCE = np.dtype([("token", "<u8"), ("text", "<i4")])
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
_COUNT, _TOKENS, _STARTS, _TEXTS, _WEIGHTS = (
    f"{name}.raw" for name in ("counts", "tokens", "starts", "texts", "weights")
)


@dataclass(frozen=True, slots=True)
class Posting:
    """The texts that have a token, ascending, and what it adds to the score of each."""

    texts: NDArray[np.int32]
    weights: Scores

    def at(self, texts: Numbers) -> Scores:
        """Return what the token adds to each of ``texts``, which ascend."""
        added = np.zeros(len(texts), np.float32)
        if len(self.texts) < len(texts):
            places, having = _places(texts, self.texts)
            added[places[having]] = self.weights[having]
        else:
            places, having = _places(self.texts, texts)
            added[having] = self.weights[places[having]]
        return added


_NOWHERE = Posting(np.zeros(0, np.int32), np.zeros(0, np.float32))
_NONE: Numbers = np.zeros(0, np.int64)


class KeywordIndex:
    """BM25 over the texts of one language that it was built from, numbered from 0."""

    def __init__(self, folder: Path, language: Language) -> None:
        """Read what ``build`` wrote, as memory maps."""
        self._language = language
        self._tokens = _mapped(folder / _TOKENS, np.uint64)
        self._starts = _mapped(folder / _STARTS, np.int64)
        self._texts = _mapped(folder / _TEXTS, np.int32)
        self._weights = _mapped(folder / _WEIGHTS, np.float32)
        self.count = int(_mapped(folder / _COUNT, np.int64)[0])

    @classmethod
    def build(cls, texts: Iterable[str], language: Language, folder: Path) -> "KeywordIndex":
        """Index ``texts``, read once, into ``folder``, and open it."""
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as parts:
            lengths = _scatter(texts, language, Path(parts))
            _gather(sorted(Path(parts).iterdir()), lengths, folder)
        return cls(folder, language)

    def scores(self, text: str) -> Scores:
        """Return the score of every text for the question ``text``, shape ``(count,)``."""
        scores = np.zeros(self.count, np.float32)
        for posting in self._asked(text):
            np.add.at(scores, posting.texts, posting.weights)  # twice as fast as +=, which makes the index anew
        return scores

    def scores_at(self, text: str, texts: Numbers) -> Scores:
        """Return the same for ``texts`` alone, which ascend."""
        scores = np.zeros(len(texts), np.float32)
        for posting in self._asked(text):
            scores += posting.at(texts)
        return scores

    def best(
        self, text: str, count: int, also: Numbers = _NONE, among: NDArray[np.bool_] | None = None
    ) -> tuple[Numbers, Scores]:
        """Return the ``count`` best texts for the question ``text`` and those of ``also``, ascending, and their scores.

        Only of the texts marked in ``among``, if given. The rare tokens are read first, ``_READ`` entries of postings
        in all; the common ones, which add little and have long postings, are only looked up for the texts that are best
        so far. While all can be read none is missed.
        """
        postings = sorted(self._asked(text), key=lambda each: len(each.texts))
        read = int(np.searchsorted(np.cumsum([len(each.texts) for each in postings]), _READ, side="right"))
        scores = np.zeros(-(-self.count // _BLOCK) * _BLOCK, np.float32)
        for posting in postings[:read]:
            np.add.at(scores, posting.texts, posting.weights)  # twice as fast as +=, which makes the index anew
        if among is not None:
            scores[: self.count] *= among
        found = np.union1d(_promising(scores, _COMPLETED), also)
        completed = scores[found]
        for posting in postings[read:]:
            completed += posting.at(found)
        kept = _among_best(completed, count + len(also)) | np.isin(found, also)
        return found[kept], completed[kept]

    def frequency(self, word: str) -> int:
        """Return in how many texts a word, in the form ``words`` gives it, stands."""
        return len(self._of_word(word).texts)

    def holding(self, word: str, texts: Numbers) -> NDArray[np.bool_]:
        """Tell of each of ``texts`` whether a word, in the form ``words`` gives it, stands in it."""
        return within(self._of_word(word).texts, texts)

    def _of_word(self, word: str) -> Posting:
        places, having = _places(self._tokens, np.array([_key(word)], np.uint64))
        return self._posting(int(places[0])) if having[0] else _NOWHERE

    def _numbers(self, text: str) -> Numbers:
        """Return the places of the known tokens of a question, in its order."""
        places, having = _places(self._tokens, _tokens([words(text, self._language)])["token"])
        return places[having]

    def _asked(self, text: str) -> Iterator[Posting]:
        return map(self._posting, self._numbers(text).tolist())

    def _posting(self, number: int) -> Posting:
        part = slice(int(self._starts[number]), int(self._starts[number + 1]))
        return Posting(self._texts[part], self._weights[part])


def _promising(scores: Scores, count: int) -> Numbers:
    """Return where the ``count`` best scores above 0 are; the best of each block tell in one pass what they exceed."""
    best = scores.reshape(_BLOCK, -1).max(axis=0)
    least = np.partition(best, len(best) - count)[len(best) - count] if len(best) > count else 0
    found = np.flatnonzero(scores >= least if least > 0 else scores)
    return found[_among_best(scores[found], count)]


def _among_best(scores: Scores, count: int) -> NDArray[np.bool_]:
    """Tell which of ``scores`` are among the ``count`` best; more where the last of them are equal."""
    place = len(scores) - min(count, len(scores))
    return np.asarray(scores >= np.partition(scores, place)[place] if len(scores) else scores, np.bool_)


def within(among: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell of each of ``wanted`` whether it stands in ``among``, which ascends."""
    return _places(among, wanted)[1]


def _places(among: NDArray[Any], wanted: NDArray[Any]) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return where each of ``wanted`` stands in ``among``, which ascends, and whether it does."""
    places = np.searchsorted(among, wanted.astype(among.dtype, copy=False))
    inside = np.minimum(places, max(0, len(among) - 1))
    return inside, among[inside] == wanted if len(among) else np.zeros(len(wanted), np.bool_)


def _scatter(texts: Iterable[str], language: Language, folder: Path) -> NDArray[np.int32]:
    """Write every occurrence of a token into the part of ``folder`` it belongs to; return the texts' lengths."""
    left, lengths = iter(texts), [np.zeros(0, np.int32)]
    done = 0
    while batch := list(islice(left, _BATCH)):
        said = _tokens([words(text, language) for text in batch])
        lengths.append(np.maximum(1, np.bincount(said["text"], minlength=len(batch))).astype(np.int32))
        said["text"] += done
        done += len(batch)
        part = (said["token"] >> np.uint64(64 - _PARTS_BITS)).astype(np.uint8)
        order = np.argsort(part, kind="stable")
        ends = np.searchsorted(part[order], np.arange(2**_PARTS_BITS + 1))
        for number in range(2**_PARTS_BITS):
            with (folder / f"{number:02}").open("ab") as file:
                file.write(said[order[ends[number] : ends[number + 1]]].tobytes())
    return np.concatenate(lengths)


def _gather(parts: Sequence[Path], lengths: NDArray[np.int32], folder: Path) -> None:
    """Write the postings of the parts, one after another, so that the tokens of all ascend."""
    mean = float(lengths.mean()) if len(lengths) else 1.0
    starts = [np.zeros(1, np.int64)]
    with (
        (folder / _TOKENS).open("wb") as tokens,
        (folder / _TEXTS).open("wb") as texts,
        (folder / _WEIGHTS).open("wb") as weights,
    ):
        for part in parts:
            said = np.fromfile(part, _OCCURRENCE)
            part.unlink()
            if not len(said):
                continue
            token, text, times = _counted(said)
            begins = np.flatnonzero(np.diff(token, prepend=~token[:1]))
            having = np.diff(begins, append=len(token))
            added = _weights(times, lengths[text] / mean, np.repeat(_rarity(having, len(lengths)), having))
            tokens.write(token[begins].tobytes())
            texts.write(text.tobytes())
            weights.write(added.tobytes())
            starts.append(starts[-1][-1] + np.cumsum(having))
    np.concatenate(starts).tofile(folder / _STARTS)
    np.array([len(lengths)], np.int64).tofile(folder / _COUNT)


def _counted(said: NDArray[Any]) -> tuple[Tokens, NDArray[np.int32], Numbers]:
    """Return each pair of a token and a text once, by token and then by text, and how often it occurs."""
    order = np.argsort(said["token"], kind="stable")  # texts ascend already
    token, text = said["token"][order], said["text"][order]
    first = np.ones(len(token), np.bool_)
    first[1:] = (token[1:] != token[:-1]) | (text[1:] != text[:-1])
    begins = np.flatnonzero(first)
    return token[begins], text[begins], np.diff(begins, append=len(token))


def _rarity(having: Numbers, count: int) -> NDArray[np.float32]:
    return np.asarray(np.log(1 + (count - having + 0.5) / (having + 0.5)), np.float32)


def _weights(times: Numbers, length: NDArray[np.float64], rarity: NDArray[np.float32]) -> Scores:
    """Return BM25 as Lucene has it; ``length`` is relative to the mean."""
    return np.asarray(rarity * (times / (times + K1 * (1 - B + B * length))), np.float32)


def _tokens(said: Sequence[list[str]]) -> NDArray[Any]:
    """Return every occurrence of a word in the texts ``said``, then of a pair of neighbours, each with its text.

    The texts of the result ascend where ``said`` is one text's words only, and in each of its halves otherwise.
    """
    single = np.fromiter((_key(word) for each in said for word in each), np.uint64)
    text = np.repeat(np.arange(len(said), dtype=np.int32), [len(each) for each in said])
    within = np.flatnonzero(text[1:] == text[:-1])
    found = np.empty(len(single) + len(within), _OCCURRENCE)
    found["token"] = np.concatenate((single, _paired(single[within], single[within + 1])))
    found["text"] = np.concatenate((text, text[within]))
    return found


@lru_cache(maxsize=1 << 17)
def _key(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _paired(left: Tokens, right: Tokens) -> Tokens:
    """Return one number for each pair; of ten million pairs, two share one with a probability of 3 in a million."""
    mixed = (left * _ODD[0] + right) * _ODD[1]
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), np.uint64)


def _mapped(path: Path, kind: type[np.generic]) -> NDArray[Any]:
    """Return the array in a file; an empty file cannot be mapped."""
    if not path.stat().st_size:
        return np.zeros(0, kind)
    return np.memmap(path, kind, "r").view(np.ndarray)
