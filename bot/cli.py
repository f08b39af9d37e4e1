"""The command ``hoi``: its subcommands, and what becomes of an error in any of them."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence

import click

from hoi.bot.commands.ask import ask
from hoi.bot.commands.build import build
from hoi.bot.commands.chat import chat
from hoi.bot.commands.doctor import doctor
from hoi.bot.commands.documents import documents
from hoi.bot.commands.evaluate import evaluate
from hoi.bot.commands.feedback import feedback
from hoi.bot.commands.ingest import ingest
from hoi.bot.commands.ledger import ledger
from hoi.bot.commands.parse import parse
from hoi.bot.commands.remove import remove, restore
from hoi.bot.commands.serve import serve
from hoi.bot.commands.show import show
from hoi.bot.commands.words import WORDS, help_of, help_of_option
from hoi.corpus.errors import HoiError

INTERRUPTED = 130
"""The exit code of a command ended by Ctrl-C, as shells count it: 128 and the signal's number."""


class _InOrder(click.Group):
    """A group that lists its commands in the order they were added: the everyday ones first."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that ``args`` name first."""
        if self.get_command(ctx, args[0]) is None:
            raise WORDS.wrong("usage.command", name=args[0])
        return super().resolve_command(ctx, args)


_help_option = click.help_option("-h", "--help", help=help_of_option("help"))


@click.group(
    cls=_InOrder,
    help=help_of("hoi"),
    invoke_without_command=True,
    context_settings={"max_content_width": 100},
)
@_help_option
@click.version_option(None, "--version", package_name="hoi", message="hoi %(version)s", help=help_of_option("version"))
@click.pass_context
def hoi(context: click.Context) -> None:
    """Show the help when no subcommand is named."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for _command in (
    ask, chat, show, ledger, documents, parse, ingest, remove, restore, build, serve, evaluate, feedback, doctor,
):  # fmt: skip
    hoi.add_command(_help_option(_command))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (the process's own by default) and return its exit code.

    0 done; 1 the program failed; 2 the call or its input was wrong; 130 interrupted. An error is one sentence
    on standard error; its traceback goes to the log, where there is one.
    """
    _use_utf8()
    if os.environ.get("HOI_DEBUG"):
        from hoi.bot import logs

        logs.configure()
    try:
        return int(hoi.main(args=argv, prog_name="hoi", standalone_mode=False) or 0)
    except HoiError as error:
        return _fail(error.sentence(_language()), error.exit_code, error)
    except click.UsageError as error:
        return _fail(_usage(error), error.exit_code, error)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit as end:  # so click ends when nobody reads the output any more
        return int(end.code or 0)
    except Exception as error:  # noqa: BLE001 - the last stop: a person must not meet a traceback
        return _fail(WORDS.say(_language(), "error.unexpected", kind=type(error).__name__), 1, error)


def _fail(sentence: str, code: int, error: Exception) -> int:
    from hoi.corpus.normalise import clean

    with contextlib.suppress(OSError):
        click.echo(clean(sentence), err=True)
    _log_cause(error)
    return code


def _usage(error: click.UsageError) -> str:
    """Return click's complaint in our words."""
    command = error.ctx.command_path if error.ctx else "hoi"
    language = _language()
    if isinstance(error, click.NoSuchOption):
        return WORDS.say(language, "usage.option", name=error.option_name, command=command)
    if isinstance(error, click.BadParameter):
        kind = "missing" if isinstance(error, click.MissingParameter) else "value"
        name = error.param.get_error_hint(error.ctx).strip("'") if error.param and error.ctx else ""
        return WORDS.say(language, f"usage.{kind}", name=name, command=command)
    return WORDS.say(language, "usage.other", detail=error.message.rstrip("."), command=command)


def _language() -> str:
    """Return the language of the messages, also where the settings are what is wrong."""
    from hoi.bot.settings import load

    try:
        return load().language
    except Exception:  # noqa: BLE001 - it is being reported already
        return "en" if os.environ.get("HOI_LANGUAGE") == "en" else "vi"


def _use_utf8() -> None:
    """Read and write UTF-8 whatever the locale says, and meet no byte or character that raises."""
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _log_cause(error: Exception) -> None:
    """Write the traceback to the log, where there is one; an error with its own sentence is a detail."""
    import logging

    from hoi.bot import logs

    if logs.is_on():
        level = logging.DEBUG if isinstance(error, HoiError | click.UsageError) else logging.ERROR
        logging.getLogger("hoi").log(level, "%s", type(error).__name__, exc_info=error)


if __name__ == "__main__":
    sys.exit(main())
