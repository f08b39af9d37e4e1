"""``python -m bench.gallery``: the answers of a panel of questions on one page, to be read as people read them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.assistant.assistant import Assistant
from hoi.bot.settings import load
from hoi.bot.startup import open_assistant

HERE = Path(__file__).parent
PAGE = Path("build/gallery.html")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One question of the panel, who asks it, and its answer."""

    audience: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Room:
    """The questions of one kind."""

    name: str
    exhibits: tuple[Exhibit, ...]


def rooms(assistant: Assistant) -> Iterator[Room]:
    """Yield the panel of ``gallery.toml``, answered, kind by kind."""
    table = tomllib.loads((HERE / "gallery.toml").read_text(encoding="utf-8"))
    for kind in table["kind"]:
        asked = ((audience, Question.of(text)) for audience, text in kind["questions"])
        yield Room(kind["name"], tuple(Exhibit(audience, assistant.ask(question)) for audience, question in asked))


def page(panel: list[Room]) -> str:
    """Return the page that shows ``panel``."""
    environment = Environment(
        loader=FileSystemLoader(HERE), undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    count = sum(len(room.exhibits) for room in panel)
    return environment.get_template("gallery.html.j2").render(rooms=panel, count=count)


def main() -> None:
    """Write the page and say where it is."""
    html = page(list(rooms(open_assistant(load()))))
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(html, encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
