"""Whose, when and who: the level a claim is about, its times, the names in it."""

import re
from collections.abc import Iterator

from hoi.bot.assistant.verify.evidence import Evidence
from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.lexicon import lowered
from hoi.bot.assistant.verify.line import Figure, Line
from hoi.corpus.agencies import find
from hoi.corpus.agency_names import CAPITALISED
from hoi.corpus.normalise import fold

_NAME = re.compile(rf"(?<!\w){CAPITALISED}(?:\s+{CAPITALISED})+")
_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?")
_BOUNDS = frozenset(("before", "after"))


def level_fault(said: Line, evidence: Evidence) -> Iterator[Fault]:
    """Return the level that a claim asserts and its citation is not of: its words decide, else its document's level."""
    if said.national and not evidence.national and (evidence.level != "national" or evidence.provincial):
        yield Fault("level", "national")
    if said.provincial and not evidence.provincial and (evidence.level != "provincial" or evidence.national):
        yield Fault("level", "provincial")


def time_fault(said: Line, evidence: Evidence) -> Iterator[Fault]:
    """Return the dates and years that the citation lacks, or puts into another relation ("sau" for "đến")."""
    for each in said.figures:
        if each.is_time and not _is_of_the_period(each, evidence):
            is_year = bool(_YEAR.fullmatch(each.form))
            relations = evidence.times.get(each.form)
            if relations is None and not (evidence.record and each.form in evidence.figures):
                yield Fault("period" if is_year else "figure", each.form)
            elif relations is not None and not _agree(each.relation, relations):
                yield Fault("period", f"{each.relation or 'in'} {each.form}")


def _is_of_the_period(each: Figure, evidence: Evidence) -> bool:
    """Tell whether a year is the last of the period whose heading is cited: "đến năm 2025" of 2021 - 2025."""
    period = evidence.period
    return (
        period is not None
        and each.form == str(period.end)
        and each.relation not in _BOUNDS
        and (each.form not in evidence.times or _agree(each.relation, evidence.times[each.form]))
    )


def _agree(claimed: str, stated: set[str]) -> bool:
    if claimed in stated or (claimed == "to" and "" in stated):
        return True
    return claimed == "" and not stated <= _BOUNDS


def name_fault(text: str, evidence: Evidence) -> Iterator[Fault]:
    """Return the agencies and other names of a claim that its citation does not name."""
    agencies = find(text)
    for mention in agencies:
        name = fold(mention.agency.name)
        if not name.startswith("cac ") and name not in evidence.agencies:  # "các siêu thị" is no name
            yield Fault("agency", mention.agency.name)
    for match in _NAME.finditer(text):
        if any(each.span.start < match.end() and match.start() < each.span.end for each in agencies):
            continue
        if not any(name in evidence.spelt for name in _spelt(match[0], at_start=_begins(text, match.start()))):
            yield Fault("name", match[0])


def _begins(text: str, at: int) -> bool:
    return not text[:at].strip() or text[:at].rstrip().endswith((":", "."))


def _spelt(name: str, *, at_start: bool) -> tuple[str, ...]:
    """Return the forms a name is looked up in; the first word of a sentence may be no part of it."""
    full = " ".join(lowered(name).split())
    first, _, rest = full.partition(" ")
    return (full, rest) if at_start and rest and first else (full,)
