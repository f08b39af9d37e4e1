"""Works out anew what is shipped of documents and examples, after they were changed: ``python -m bench.examples``."""

from hoi.bot.settings import load
from hoi.corpus.library import Library
from hoi.index import shipped
from hoi.index.build import CACHE, examples
from hoi.index.cache import VectorCache, key_of
from hoi.index.chunks import chunks
from hoi.index.encoder import EmbeddedE5
from hoi.index.examples import ExampleIndex


def main() -> None:
    """Embed what the cache of the data directory does not hold, solve, and write the file."""
    found, encoder = list(chunks(Library.shipped())), EmbeddedE5()
    taught = examples(found)
    passages = list(dict.fromkeys(text for chunk in found for text in chunk.passages()))
    folder = load().data_dir / "index"
    folder.mkdir(parents=True, exist_ok=True)
    with VectorCache(folder / CACHE, encoder) as cache:
        keys = [key_of(encoder, text, as_questions=False) for text in passages]
        shipped.save_passages(dict(zip(keys, cache.vectors(passages, as_questions=False), strict=True)))
        vectors = shipped.rounded(cache.vectors(taught.texts, as_questions=True))
    learned = ExampleIndex.build(taught.examples, vectors, len(taught.owners))
    shipped.save(taught.texts, taught.owners, shipped.Learned(vectors, learned.dual))
    print(f"{len(taught.examples)} examples of {len(taught.owners)} owners, {len(passages)} passages")


if __name__ == "__main__":
    main()
