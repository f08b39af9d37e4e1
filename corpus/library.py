"""All documents of the corpus: those shipped with the program and those an operator added."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from hoi.corpus.errors import NotHeldError
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.record import read
from hoi.corpus.store import Store


class Library:
    """The documents by id, in the order of their ids.

    >>> library = Library.shipped()
    >>> library.get("kh-235-2021").provision("II.2#1").text[:17]
    'Phấn đấu giảm từ '
    """

    def __init__(self, documents: list[Document]) -> None:
        self._documents = {document.id: document for document in sorted(documents, key=lambda each: each.id)}

    @classmethod
    @lru_cache(maxsize=1)
    def shipped(cls) -> "Library":
        """Return the library of the documents inside the package.

        Raises:
            CorpusError: a document's text does not match the checksum in its record.
        """
        folders = sorted(files("hoi.corpus").joinpath("documents").iterdir(), key=lambda folder: folder.name)
        return cls([read(folder) for folder in folders if folder.is_dir()])

    @classmethod
    def open(cls, data_dir: Path, besides: str | None = None) -> "Library":
        """Return the shipped documents and those an operator added under ``data_dir``, which win by their ids.

        The document that was added as ``besides`` is passed over.

        Raises:
            CorpusError: a document is damaged.
            StorageError: the directory cannot be read.
        """
        documents = {document.id: document for document in cls.shipped()}
        store = Store(data_dir)
        for identifier in store.identifiers():
            if identifier != besides:
                shipped = documents.get(identifier)
                document = store.read(identifier)
                documents[identifier] = _with_what_fits(document, shipped) if shipped else document
        return cls(list(documents.values()))

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents.values())

    def __len__(self) -> int:
        return len(self._documents)

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._documents

    def get(self, document_id: str) -> Document:
        """Return the document with this id.

        Raises:
            NotHeldError: the corpus has no such document.
        """
        try:
            return self._documents[document_id]
        except KeyError:
            held = ", ".join(self._documents)
            raise NotHeldError(
                f"Không có văn bản “{document_id}”; các văn bản hiện có: {held}.",
                f"There is no document “{document_id}”; the documents held are: {held}.",
            ) from None


def _with_what_fits(document: Document, shipped: Document) -> Document:
    """Return ``document`` with what was written beside the shipped one of the same id, where its words are the same."""
    theirs = shipped.by_locator
    same = {each.locator for each in document.provisions if _same(each.text, theirs, each.locator)}
    return replace(
        document,
        gloss={locator: gloss for locator, gloss in shipped.gloss.items() if locator in same},
        english={name: said for name, said in shipped.english.items() if _same_field(document, shipped, name)},
        questions={place: lines for place, lines in shipped.questions.items() if place[0] in same},
        suggestions={place: lines for place, lines in shipped.suggestions.items() if place[0] in same},
        aliases=tuple(dict.fromkeys((*shipped.aliases, *document.aliases))),
        original=tuple(dict.fromkeys((*document.original, *shipped.original))),
    )


def _same_field(document: Document, shipped: Document, name: str) -> bool:
    value = getattr(document.metadata, name)
    return value is not None and value == getattr(shipped.metadata, name)


def _same(text: str, theirs: dict[str, Provision], locator: str) -> bool:
    return locator in theirs and fold(theirs[locator].text) == fold(text)
