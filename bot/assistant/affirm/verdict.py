"""Verdicts: what an answer to a question for yes or no opens with, and the clauses that rests on."""

from dataclasses import dataclass
from typing import Literal

from hoi.bot.assistant.affirm.kinds import Named

Verdict = Literal[
    "yes", "yes_of", "right", "still", "no", "wrong", "no_except", "gone", "not_all", "not_named", "aim", "aim_of_all",
    "no_duty", "unsure",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and the places, by their order, of the clauses it rests on.

    ``yes``, ``no``: the clause says so; ``no_except``: but for the exceptions it names. ``yes_of``: for those it names.
    ``right``, ``wrong``: what the question says is so, or is not. ``still``, ``gone``: a body remains, or does not.
    ``not_all``: of a share below 100%. ``not_named``: the clause names others of the kind. ``aim``, ``no_duty``: the
    clause sets an aim, or something else, that is no duty; ``aim_of_all``: an aim, and for all. ``alone``: it holds
    whatever the other clauses leave open.
    """

    verdict: Verdict
    used: tuple[int, ...] = ()
    named: Named | None = None
    alone: bool = True


UNSURE = Judgement("unsure")
