"""``hoi build``: the index, anew."""

import click

from hoi.bot.commands.words import WORDS, help_of


@click.command("build", help=help_of("build"))
def build() -> None:
    """Build the index and say where it is."""
    from hoi.bot.settings import load
    from hoi.bot.startup import build_index
    from hoi.corpus.library import Library

    settings = load()
    folder = build_index(settings)
    library = Library.open(settings.data_dir)
    provisions = sum(len(document.provisions) for document in library)
    click.echo(WORDS.say(settings.language, "build.done", provisions=provisions, documents=len(library), folder=folder))
