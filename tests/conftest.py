"""What every test may share: the documents, an index built once, the assistant on a fixed day."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hoi.bot.assistant.assistant import Assistant
from hoi.bot.settings import load
from hoi.corpus.library import Library
from hoi.index.build import CACHE, build
from hoi.index.search import Finder
from hoi.index.threads import pin_threads

TODAY = date(2026, 11, 23)

pin_threads(2)  # before any test imports a native library


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.shipped()


@pytest.fixture(scope="session")
def data_dir(library: Library, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Path]:
    """A data directory with the index of the shipped documents; HOI_DATA_DIR names it.

    Vectors are kept between runs, so that only what changed is embedded again (`--cache-clear` forgets).
    """
    folder = tmp_path_factory.mktemp("data")
    used = folder / "index" / CACHE
    kept = pytestconfig.cache.mkdir("hoi") / CACHE if pytestconfig.cache else used
    if kept.is_file():
        used.parent.mkdir()
        shutil.copy(kept, used)
    build(library, folder)
    if kept != used:  # whole or not at all: tests may run in several processes
        shutil.copy(used, own := kept.with_name(f"{CACHE}.{os.getpid()}"))
        own.replace(kept)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HOI_DATA_DIR", str(folder))
        load.cache_clear()
        yield folder
    load.cache_clear()


@pytest.fixture(scope="session")
def finder(library: Library, data_dir: Path) -> Finder:
    return Finder.open(library, data_dir)


@pytest.fixture(scope="session")
def assistant(library: Library, finder: Finder) -> Assistant:
    return Assistant(library, finder, today=lambda: TODAY)


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_this_machine() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        for name in [each for each in os.environ if each.startswith("HOI_")]:
            environment.delenv(name)
        yield
