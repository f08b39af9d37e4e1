"""Scores the search on a set that is not ours: ``python -m bench.external FOLDER [--forms …] [--limit N] [--cache …]``.

FOLDER holds ``corpus.jsonl`` (``id``, ``title``, ``text``), ``queries.jsonl`` (``id``, ``text``) and ``qrels.tsv``
(question, passage, relevance; a line of names at its head is passed over). Every passage becomes a document, and the
documents are indexed and searched as the program's own are; nothing is fitted to the set. A Markdown table goes to
stdout.
"""

import argparse
import itertools
import json
import re
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.ranking import HEADS, Scores, means
from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual, Document, Metadata, Provision, Span
from hoi.corpus.normalise import fold, nfc, syllables
from hoi.index import build
from hoi.index.cache import VectorCache
from hoi.index.chunks import MAX_SYLLABLES
from hoi.index.encoder import for_questions
from hoi.index.fusion import Weights
from hoi.index.search import Finder
from hoi.index.threads import pin_threads
from hoi.index.words import sentences

THREADS = 2
_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the set and the passages that were marked as answering it."""

    id: str
    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of the search take part."""

    name: str
    weights: Weights


PARTS = (
    Parts("everything", Weights()),
    Parts("keywords alone", Weights(dense=0)),
    Parts("vectors alone", Weights(dense=1)),
    Parts("no sentences", Weights(sentences=False)),
    Parts("no repair", Weights(repair=False)),
    Parts("reciprocal ranks", Weights(ranks=True)),
)


def original(question: Asked) -> str:
    """Return the question as it stands."""
    return question.text


def stripped(question: Asked) -> str:
    """Return the question in small letters without marks."""
    return fold(question.text)


def half(question: Asked) -> str:
    """Return the question with every second syllable stripped; a checksum of its id says whether the first one is.

    >>> half(Asked("q2", "Sinh viên nộp học phí ở đâu?", frozenset()))
    'Sinh vien nộp hoc phí o đâu?'
    """
    number = itertools.count(zlib.crc32(question.id.encode()))
    return _SYLLABLE.sub(lambda match: fold(match[0]) if next(number) % 2 else match[0], question.text)


FORMS = {"original": original, "stripped": stripped, "half": half}


def library(folder: Path) -> Library:
    """Return the passages of the set, each a document of its own."""
    return Library([_document(line) for line in _lines(folder / "corpus.jsonl")])


def _document(line: dict[str, Any]) -> Document:
    """Return a passage as a document, its provisions pieces of the length that is embedded at once."""
    pieces = list(_pieces(nfc(line["text"])))
    ends = list(itertools.accumulate(len(piece) + 1 for piece in pieces))
    spans = [Span(end - 1 - len(piece), end - 1) for piece, end in zip(pieces, ends, strict=True)]
    title = Bilingual(nfc(line.get("title") or ""), "")
    return Document(
        id=line["id"], text="\n".join(pieces), metadata=Metadata(), name=title, full_name=title, level="national",
        verbatim=True, sha256="", held=title,
        provisions=tuple(
            Provision(f"¶{n}", "paragraph", "", piece, span, None, ())
            for n, (piece, span) in enumerate(zip(pieces, spans, strict=True), start=1)
        ),
    )  # fmt: skip


def _pieces(text: str) -> Iterator[str]:
    """Yield ``text`` in runs of whole sentences of at most ``MAX_SYLLABLES``; a longer sentence is a piece alone."""
    held: list[str] = []
    length = 0
    for sentence in sentences(text):
        more = len(syllables(sentence))
        if held and length + more > MAX_SYLLABLES:
            yield " ".join(held)
            held, length = [], 0
        held.append(sentence)
        length += more
    if held:
        yield " ".join(held)


def questions(folder: Path, limit: int | None = None) -> list[Asked]:
    """Return the questions that have an answer, evenly thinned to at most ``limit``."""
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        question, passage, grade = line.split("\t")
        if grade.isdecimal() and int(grade) > 0:
            relevant.setdefault(question, set()).add(passage)
    found = [
        Asked(line["id"], nfc(line["text"]), frozenset(relevant[line["id"]]))
        for line in _lines(folder / "queries.jsonl")
        if line["id"] in relevant
    ]
    return found[:: -(-len(found) // limit)] if limit else found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def ranking(finder: Finder, text: str, parts: Parts) -> list[str]:
    """Return the passages found for a question, best first: each where its best piece is."""
    weighing = finder.weighing(parts.weights)
    hits = weighing.search(weighing.restorer.restore(text), "vi").hits
    return list(dict.fromkeys(hit.document for hit in hits))


def rows(finder: Finder, asked: list[Asked], forms: list[str]) -> Iterator[str]:
    """Yield the table's lines, one for each form and parts."""
    for form, parts in itertools.product(forms, PARTS):
        print(f"{form}, {parts.name} …", file=sys.stderr)
        scores = [Scores.of(ranking(finder, FORMS[form](each), parts), each.relevant) for each in asked]
        yield f"| {form} | {parts.name} | {' | '.join(map(str, means(scores)))} |"


def report(folder: Path, data_dir: Path, forms: list[str], limit: int | None) -> Iterator[str]:
    """Index the set under ``data_dir`` and yield the lines of the report."""
    started = time.perf_counter()
    passages, asked = library(folder), questions(folder, limit)
    index = build.build(passages, data_dir, progress=_told)
    indexed = time.perf_counter()
    with VectorCache(data_dir / "index" / build.CACHE, for_questions()) as cache:
        finder = Finder(index, lambda text: cache.vectors([text], as_questions=True)[0], THREADS)
        yield f"| {folder.resolve().name} | | {' | '.join(HEADS)} |\n|---|---|{'---|' * len(HEADS)}"
        yield from rows(finder, asked, forms)
    pieces = sum(len(each.provisions) for each in passages)
    yield (
        f"\n{len(passages):,} passages in {pieces:,} pieces, {len(asked):,} questions; indexed in "
        f"{indexed - started:.0f} s, asked in {time.perf_counter() - indexed:.0f} s; in brackets 95% of the bootstrap."
    )


def _told(done: int, total: int) -> None:
    print(f"\rembedded {done:,} of {total:,} texts", end="\n" if done == total else "", file=sys.stderr)


def main() -> None:
    """Score the set and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.external", description="Scores the search on a foreign set.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--forms", default=",".join(FORMS), help="of the questions, separated by commas")
    parser.add_argument("--limit", type=int, help="ask at most so many questions")
    parser.add_argument("--cache", type=Path, help="keep the vectors in this folder between runs")
    given = parser.parse_args()
    forms = given.forms.split(",")
    if unknown := [form for form in forms if form not in FORMS]:
        parser.error(f"no such form: {', '.join(unknown)}")
    pin_threads(THREADS)
    with ExitStack() as stack:
        data_dir = given.cache or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for line in report(given.folder, data_dir, forms, given.limit):
            print(line, flush=True)


if __name__ == "__main__":
    main()
