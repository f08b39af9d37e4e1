"""Writes the vectors of the shipped examples anew, after examples were changed: ``python -m bench.vectors``."""

from hoi.bot.settings import load
from hoi.corpus.library import Library
from hoi.index import shipped
from hoi.index.build import CACHE, examples
from hoi.index.cache import VectorCache
from hoi.index.chunks import asked_about, chunks
from hoi.index.encoder import EmbeddedE5


def main() -> None:
    """Embed what the cache of the data directory does not hold, and write the file."""
    found = list(chunks(Library.shipped()))
    texts = [each.text for each in examples(found, asked_about(found))]
    folder = load().data_dir / "index"
    folder.mkdir(parents=True, exist_ok=True)
    with VectorCache(folder / CACHE, EmbeddedE5()) as cache:
        shipped.save(texts, cache.vectors(texts, as_questions=True))
    print(f"{len(texts)} examples: {shipped.PATH}")


if __name__ == "__main__":
    main()
