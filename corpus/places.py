"""Places other than Lạng Sơn that questions name."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from hoi.corpus.normalise import nfc


@lru_cache(maxsize=1)
def places() -> tuple[str, ...]:
    """Return the names of provinces, cities and countries other than Lạng Sơn and Việt Nam."""
    table = tomllib.loads(files("hoi.corpus").joinpath("places.toml").read_text(encoding="utf-8"))
    return tuple(nfc(name) for name in table["places"])
