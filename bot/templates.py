"""The jinja2 templates of ``prompts/``: what people read, in Vietnamese and in English."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes

_NOT_ANSWERS = ("telegram_", "llm_")
"""Templates whose names begin so do not make answers."""
_CLAIMS = ("level", "count", "field", "record", "items", "answer", "gap")
"""Sections of ``words.toml`` whose words say something of a document."""


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
def fixed_phrases(language: str) -> frozenset[str]:
    """Return the phrases that the templates of answers hold themselves, and those of ``words.toml``, line by line."""
    environment, found = _environment(), list[str]()
    for name in environment.list_templates(extensions=["j2"]):
        if not name.startswith(f"{language}/") or name.rpartition("/")[2].startswith(_NOT_ANSWERS):
            continue
        tree = environment.parse(files("hoi.prompts").joinpath(*name.split("/")).read_text(encoding="utf-8"))
        found += [node.data for node in tree.find_all(nodes.TemplateData)]
        found += [node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)]
    for name, section in words_of(language).items():
        if name not in _CLAIMS:
            found += [each for value in section.values() for each in (value if isinstance(value, list) else [value])]
    lines = (line.strip() for text in found for line in text.splitlines())
    return frozenset(line for line in lines if any(char.isalpha() for char in line))


@lru_cache(maxsize=2)
def field_openings(language: str) -> dict[str, str]:
    """Return what answers begin with that give a field of a document's record, with the field each means."""
    return {opening: field for field, opening in words_of(language)["field"].items()}


@lru_cache(maxsize=2)
def words_of(language: str) -> dict[str, dict[str, Any]]:
    """Return the short words that templates and code need on their own: ``prompts/<language>/words.toml``."""
    return tomllib.loads(files("hoi.prompts").joinpath(language, "words.toml").read_text(encoding="utf-8"))
