"""Learns from the shipped examples anew, after they were changed: ``python -m bench.examples``."""

from hoi.bot.settings import load
from hoi.corpus.library import Library
from hoi.index import shipped
from hoi.index.build import CACHE, examples
from hoi.index.cache import VectorCache
from hoi.index.chunks import chunks
from hoi.index.encoder import EmbeddedE5
from hoi.index.examples import ExampleIndex


def main() -> None:
    """Embed what the cache of the data directory does not hold, solve, and write the file."""
    taught = examples(chunks(Library.shipped()))
    folder = load().data_dir / "index"
    folder.mkdir(parents=True, exist_ok=True)
    with VectorCache(folder / CACHE, EmbeddedE5()) as cache:
        vectors = shipped.rounded(cache.vectors(taught.texts, as_questions=True))
    learned = ExampleIndex.build(taught.examples, vectors, len(taught.owners))
    shipped.save(taught.texts, taught.owners, shipped.Learned(vectors, learned.dual))
    print(f"{len(taught.examples)} examples of {len(taught.owners)} owners: {shipped.PATH}")


if __name__ == "__main__":
    main()
