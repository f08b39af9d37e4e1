"""``hoi serve``: the service until it is told to stop."""

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option


@click.command("serve", help=help_of("serve"))
@click.option("--host", metavar="HOST", help=help_of_option("serve_host"))
@click.option("--port", type=click.IntRange(0, 65_535), metavar="PORT", help=help_of_option("serve_port"))
def serve(host: str | None, port: int | None) -> None:
    """Serve at ``host`` and ``port``, or where the settings say."""
    from hoi.bot import logs
    from hoi.bot.settings import load
    from hoi.bot.startup import pin_threads

    logs.configure()
    settings = load()
    pin_threads(settings)
    from hoi.bot import serve as service

    where = {"host": host or settings.host, "port": settings.port if port is None else port}
    service.serve(
        settings.model_copy(update=where),
        lambda address: click.echo(WORDS.say(settings.language, "serve.ready", address=address)),
    )
