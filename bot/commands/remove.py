"""``hoi remove`` and ``hoi restore``: a document that was added goes out of use, or one of its versions comes back."""

import click

from hoi.bot.commands.words import WORDS, help_of


@click.command("remove", help=help_of("remove"))
@click.argument("identifier", metavar="ID")
def remove(identifier: str) -> None:
    """Take a document out of use and build the index anew; its versions stay."""
    from hoi.bot.settings import load
    from hoi.bot.startup import refresh_index
    from hoi.corpus.library import Library
    from hoi.corpus.store import Store

    settings = load()
    store = Store(settings.data_dir)
    shipped = identifier in Library.shipped()
    if shipped and store.current(identifier) is None:
        raise WORDS.wrong("remove.shipped", id=identifier)
    version = store.remove(identifier)
    key = "remove.back_to_shipped" if shipped else "remove.done"
    click.echo(WORDS.say(settings.language, key, id=identifier))
    if version:
        click.echo(WORDS.say(settings.language, "remove.recover", id=identifier, version=version))
    refresh_index(settings)


@click.command("restore", help=help_of("restore"))
@click.argument("identifier", metavar="ID")
@click.argument("version")
def restore(identifier: str, version: str) -> None:
    """Put a stored version back in use and build the index anew."""
    from hoi.bot.settings import load
    from hoi.bot.startup import refresh_index
    from hoi.corpus.library import Library
    from hoi.corpus.store import Store
    from hoi.corpus.store.identity import refuse_if_taken

    settings = load()
    store = Store(settings.data_dir)
    name = store.named(identifier, version.strip())
    document = store.read(identifier, name)
    refuse_if_taken(identifier, document.metadata, None, Library.open(settings.data_dir, besides=identifier))
    store.restore(identifier, name)
    click.echo(WORDS.say(settings.language, "ingest.stored", id=identifier, version=name))
    refresh_index(settings)
    click.echo(WORDS.say(settings.language, "ingest.next", id=identifier))
