"""The start of every face that answers: the index is there, or it is built; then the assistant is opened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hoi.bot.settings import Settings
from hoi.bot.words import Words

if TYPE_CHECKING:
    from hoi.bot.assistant.assistant import Assistant

_words = Words("cli")


def open_assistant(settings: Settings, *, rebuild_stale: bool = False) -> "Assistant":
    """Open the assistant; a missing index is built first, with its progress on standard error.

    Raises:
        IndexStateError: the index is stale or damaged and ``rebuild_stale`` is false.
        StorageError: the index cannot be written.
        CorpusError: a document is damaged.
    """
    pin_threads(settings)
    from hoi.bot.assistant.assistant import Assistant
    from hoi.corpus.errors import IndexStateError

    if not is_built(settings):
        build_index(settings)
    try:
        return _advised(Assistant.open(settings.data_dir, settings.encoder, settings.threads), settings)
    except IndexStateError:
        if not rebuild_stale:
            raise
    build_index(settings)
    return _advised(Assistant.open(settings.data_dir, settings.encoder, settings.threads), settings)


def _advised(assistant: "Assistant", settings: Settings) -> "Assistant":
    """Return ``assistant`` with the language model of the settings, if they name one."""
    if settings.llm_base_url is not None:
        from hoi.bot.assistant.advice import Adviser
        from hoi.bot.assistant.llm import Endpoint
        from hoi.bot.assistant.rank import Ranker

        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else None
        model = Endpoint(str(settings.llm_base_url), settings.llm_model, key)
        ranker = Ranker(assistant.library, assistant.finder)
        assistant.adviser = Adviser(model, ranker, assistant.verifier, settings.llm_seconds)
    return assistant


def build_index(settings: Settings) -> Path:
    """Build the index, with its progress on standard error, and return its folder.

    Raises:
        StorageError: the index cannot be written.
        IndexStateError: the encoder cannot be loaded.
        CorpusError: a document is damaged.
    """
    pin_threads(settings)
    from hoi.corpus.library import Library
    from hoi.index.build import build

    with _progress(_words.say(settings.language, "build.working")) as progress:
        return build(Library.open(settings.data_dir), settings.data_dir, settings.encoder, progress)


def refresh_index(settings: Settings) -> None:
    """Build the index unless it is whole and of the documents now held.

    Raises:
        StorageError: the index cannot be written.
        IndexStateError: the encoder cannot be loaded.
        CorpusError: a document is damaged.
    """
    pin_threads(settings)
    from hoi.corpus.errors import IndexStateError
    from hoi.corpus.library import Library
    from hoi.index import manifest

    try:
        manifest.check(manifest.current(settings.data_dir), Library.open(settings.data_dir), settings.encoder)
    except IndexStateError:
        build_index(settings)


def is_built(settings: Settings) -> bool:
    """Tell whether an index was ever finished here; whether it can still be used is another question."""
    from hoi.index.manifest import CURRENT

    try:
        return (settings.data_dir / "index" / CURRENT).is_file()
    except OSError:
        return False


def pin_threads(settings: Settings) -> None:
    """Bound the threads of the native libraries; has to come before they are imported."""
    from hoi.index import threads

    threads.pin_threads(settings.threads)


@contextmanager
def _progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal; elsewhere only the title once work begins, for a log has no use for a bar."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _once(lambda: console.print(title))
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _once(say: Callable[[], None]) -> Callable[[int, int], None]:
    """Return a progress callback that calls ``say`` the first time."""
    said: list[bool] = []

    def progress(_done: int, _total: int) -> None:
        if not said:
            said.append(True)
            say()

    return progress
