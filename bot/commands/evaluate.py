"""``hoi eval``: question files scored, as a table of rates and a list of what is not right."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoi.bot.commands.words import WORDS, help_of, help_of_option

if TYPE_CHECKING:
    from hoi.bot.cases import Case
    from hoi.bot.commands.terminal import Line
    from hoi.bot.evaluation import Fault, Rate, Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; without a rate it is the title of those under it."""

    name: str
    rate: "Rate | None" = None


@click.command("eval", help=help_of("eval"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--half", type=click.Choice(["tune", "unseen"]), help=help_of_option("eval_half"))
@click.option("--json", "output", metavar="OUT", help=help_of_option("eval_json"))
@click.option("--against", "before", metavar="OLD", help=help_of_option("eval_against"))
@click.option("--markdown", is_flag=True, help=help_of_option("eval_markdown"))
def evaluate(
    files: tuple[str, ...], half: str | None, output: str | None, before: str | None, *, markdown: bool
) -> None:
    """Score the questions of ``files``; whatever the score, the exit code is 0.

    The unseen half is only counted: its questions are not shown, or the program would be made to fit them.
    """
    from hoi.bot import evaluation
    from hoi.bot.commands import terminal
    from hoi.bot.settings import load
    from hoi.bot.startup import open_assistant

    earlier = _read_results(before) if before else {}
    cases = [case for path in files for case in _read(path) if half in (None, case.half)]
    settings = load()
    assistant = open_assistant(settings)
    verdicts = evaluation.evaluate(cases, assistant.ask, assistant.library)
    rows = list(_rows(verdicts, settings.language))
    if output:
        _write(Path(output), verdicts, told=half != "unseen")
    if markdown:
        click.echo("\n".join(_markdown(rows, settings.language)))
        return
    _print_table(rows, settings.language)
    if before:
        terminal.put(_changes(verdicts, earlier, before, settings.language))
    if half != "unseen":
        terminal.put(_failures(verdicts, settings.language))


def _read(path: str) -> "list[Case]":
    from hoi.bot.cases import read_cases
    from hoi.bot.commands.ask import opened

    with opened(path) as stream:
        cases = read_cases(stream)
    if not cases:
        raise WORDS.wrong("eval.no_questions", path=path)
    return cases


def _rows(verdicts: "Sequence[Verdict]", language: str) -> Iterator[Row]:
    from hoi.bot.evaluation import DIMENSIONS, Rate, by, measures

    def say(name: str) -> str:
        return WORDS.say(language, f"eval.{name}")

    yield Row(say("overall"), Rate.of(verdict.right for verdict in verdicts))
    for dimension in DIMENSIONS:
        yield Row(say(dimension))
        for value, rate in by(dimension, verdicts).items():
            yield Row(value, rate)
    yield Row(say("measures"))
    for name, rate in measures(verdicts).items():
        yield Row(say(name), rate)


def _headings(language: str) -> list[str]:
    return [WORDS.say(language, f"eval.{name}") for name in ("group", "n", "right", "share", "interval")]


def _cells(rate: "Rate | None") -> list[str]:
    if rate is None:
        return ["", "", "", ""]
    low, high = rate.interval
    return [str(rate.n), str(rate.right), f"{rate.share:.1%}", f"{low:.1%} – {high:.1%}"]


def _print_table(rows: Sequence[Row], language: str) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table()
    first, *others = _headings(language)
    table.add_column(first)
    for heading in others:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        if row.rate is None:
            table.add_section()
        table.add_row(row.name, *_cells(row.rate), style=None if row.rate else "bold")
    # Elsewhere than on a terminal rich assumes 80 columns and would break the names.
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def _markdown(rows: Sequence[Row], language: str) -> Iterator[str]:
    yield f"| {' | '.join(_headings(language))} |"
    yield "|---|---:|---:|---:|---:|"
    for row in rows:
        yield f"| {f'**{row.name}**' if row.rate is None else row.name} | {' | '.join(_cells(row.rate))} |"


def _read_results(path: str) -> dict[str, bool]:
    """Return which questions an earlier run, written with ``--json``, had right."""
    from hoi.bot.commands.ask import opened

    with opened(path) as stream:
        try:
            return {str(each["id"]): bool(each["right"]) for each in json.load(stream)["questions"]}
        except (ValueError, KeyError, TypeError) as error:
            raise WORDS.wrong("eval.not_results", path=path) from error


def _changes(verdicts: "Sequence[Verdict]", earlier: dict[str, bool], path: str, language: str) -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line

    changed = [each for each in verdicts if earlier.get(each.case.id, each.right) != each.right]
    gained = sum(each.right for each in changed)
    yield Line(WORDS.say(language, "eval.against", path=path, gained=gained, lost=len(changed) - gained), style="bold")
    for each in changed:
        told = WORDS.say(language, "eval.gained" if each.right else "eval.lost")
        yield Line(f"{each.case.id} {told}: {each.case.question}", 2)


def _failures(verdicts: "Sequence[Verdict]", language: str) -> "Iterator[Line]":
    from hoi.bot.commands.terminal import Line

    failed = [verdict for verdict in verdicts if not verdict.right]
    yield Line(WORDS.say(language, "eval.failures", count=len(failed)), style="bold")
    for verdict in failed:
        case, answer = verdict.case, verdict.answer
        yield Line(f"{case.id} [{case.form}, {case.expect}] {case.question}", 2)
        yield Line(" · ".join(_reason(fault, language) for fault in verdict.faults), 4, "yellow")
        yield Line(f"{answer.status}: {' '.join(answer.text.split())[:200]}", 4, "dim")


def _reason(fault: "Fault", language: str) -> str:
    return WORDS.say(language, f"eval.fault_{fault.kind}", detail=fault.detail)


def _write(path: Path, verdicts: "Sequence[Verdict]", *, told: bool) -> None:
    shape = _shape(verdicts, verdicts if told else ())
    try:
        path.write_text(json.dumps(shape, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise WORDS.wrong("error.unwritable", path=path, reason=error.strerror) from error


def _shape(verdicts: "Sequence[Verdict]", told: "Sequence[Verdict]") -> dict[str, Any]:
    from hoi.bot import evaluation, shapes

    return {
        "overall": _rate(evaluation.Rate.of(verdict.right for verdict in verdicts)),
        "by": {
            dimension: {value: _rate(rate) for value, rate in evaluation.by(dimension, verdicts).items()}
            for dimension in evaluation.DIMENSIONS
        },
        "measures": {name: _rate(rate) for name, rate in evaluation.measures(verdicts).items()},
        "questions": [
            {
                "right": verdict.right,
                "faults": [{"kind": fault.kind, "detail": fault.detail} for fault in verdict.faults],
                **shapes.answer(verdict.answer, identifier=verdict.case.id),
            }
            for verdict in told
        ],
    }


def _rate(rate: "Rate") -> dict[str, float]:
    low, high = rate.interval
    return {
        "n": rate.n,
        "right": rate.right,
        "share": round(rate.share, 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }
