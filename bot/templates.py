"""The jinja2 templates of ``prompts/``: what people read, in Vietnamese and in English."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # Plain text, not HTML: the web pages have their own environment, which escapes.
    return Environment(
        loader=PackageLoader("hoi.prompts", ""),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - these templates make plain text
    )


def render(name: str, language: str, **values: object) -> str:
    """Return ``prompts/<language>/<name>.j2`` filled with ``values``, without outer blank space.

    Raises:
        jinja2.UndefinedError: the template uses a name that ``values`` does not have.
        jinja2.TemplateNotFound: there is no such template in this language.
    """
    return _environment().get_template(f"{language}/{name}.j2").render(**values).strip()


@lru_cache(maxsize=2)
def words_of(language: str) -> dict[str, dict[str, Any]]:
    """Return the short words that templates and code need on their own: ``prompts/<language>/words.toml``."""
    return tomllib.loads(files("hoi.prompts").joinpath(language, "words.toml").read_text(encoding="utf-8"))
