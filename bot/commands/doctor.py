"""``hoi doctor``: what is configured, what is missing, what is stale."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option

if TYPE_CHECKING:
    from hoi.bot.commands.terminal import Line
    from hoi.bot.diagnosis import Diagnosis


@click.command("doctor", help=help_of("doctor"))
@click.option("--json", "as_json", is_flag=True, help=help_of_option("doctor_json"))
def doctor(*, as_json: bool) -> int:
    """Show the diagnosis; the exit code is 0 when questions can be answered."""
    from hoi.bot.commands import terminal
    from hoi.bot.diagnosis import diagnose
    from hoi.bot.settings import load

    settings = load()
    found = diagnose(settings)
    if as_json:
        terminal.put_json(_shape(found, settings.language))
    else:
        terminal.put(_lines(found, settings.language))
    return 0 if found.problem is None else 1


def _shape(found: "Diagnosis", language: str) -> dict[str, Any]:
    from hoi.bot import shapes

    return {
        "able": found.problem is None,
        "problem": found.problem.sentence(language) if found.problem else None,
        "index": found.index,
        "data_dir": {"path": str(found.data_dir), "writable": found.writable},
        "encoder": found.encoder,
        "installation": "full" if found.full else "slim",
        "telegram": found.telegram,
        "settings": {each.name: {"value": each.value, "source": each.source} for each in found.settings},
        "versions": found.versions,
        "documents": [shapes.document(each) for each in found.documents],
    }


def _lines(found: "Diagnosis", language: str) -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line

    def say(key: str, **values: object) -> str:
        return WORDS.say(language, f"doctor.{key}", **values)

    yield Line(say("settings"), style="bold")
    for setting in found.settings:
        yield Line(f"{setting.name} = {setting.value or say('none')}  [{say(setting.source)}]", 2)
    yield Line(say("versions"), style="bold")
    for name, version in found.versions.items():
        yield Line(f"{name} {version or say('absent')}", 2)
    yield Line(say("documents"), style="bold")
    for document in found.documents:
        yield Line(f"{document.id}: {say('verbatim' if document.verbatim else 'digest')}", 2)
        yield Line(WORDS.say(language, "show.held", text=document.held.say(language)), 4)
        for missing in document.missing:
            yield Line(WORDS.say(language, "show.missing", text=missing.what.say(language)), 4)
    yield Line(say("state"), style="bold")
    for sentence in _state(found, language):
        yield Line(sentence, 2)


def _state(found: "Diagnosis", language: str) -> Iterator[str]:
    def say(key: str, **values: object) -> str:
        return WORDS.say(language, f"doctor.{key}", **values)

    yield say("data_dir", path=found.data_dir, state=say("writable" if found.writable else "unwritable"))
    yield say("encoder", name=found.encoder)
    yield say("full" if found.full else "slim")
    yield say("telegram_on" if found.telegram else "telegram_off")
    if found.problem is None:
        yield say("index_ready")
        yield say("able")
    else:
        yield found.problem.sentence(language)
        yield say("unable")
