"""Few examples to learn from: what an index makes of all of them is tested with the shipped one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache, partial
from unittest.mock import patch

from hoi.index import build, taught

KEPT_ONE_IN = 50


@contextmanager
def few_examples() -> Iterator[None]:
    """Let every index that is built meanwhile learn from a few of the examples."""
    with ExitStack() as stack:
        for name in ("read_unanswered", "read_fields", "read_together"):
            stack.enter_context(patch.object(build, name, partial(iter, _few(name))))
        yield


@lru_cache
def _few(name: str) -> tuple[object, ...]:
    return tuple(getattr(taught, name)())[::KEPT_ONE_IN]
