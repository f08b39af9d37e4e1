"""Duties: whether a clause obliges those a question asks about; one that supports, trains or sets an aim does not."""

from hoi.bot.assistant.affirm.bans import without_actor
from hoi.bot.assistant.affirm.subject import Subject
from hoi.bot.assistant.affirm.table import table


def obliges(subject: Subject, clause: str) -> bool:
    """Tell whether ``clause`` has a duty, and has those a question asks about before it, if it names anybody."""
    known, said = table(subject.language), clause.lower()
    found = known.obliges.search(said)
    if found is None:
        return False
    before, *_ = known.asks_duty.split(subject.text, maxsplit=1)
    actor = without_actor(Subject(before, subject.language), said[: found.start()] + said[found.end() :])
    return not actor.runs or actor.stands_in(said[: found.start()]) or not actor.touches(said[found.end() :])


def aims(clause: str, subject: Subject) -> bool:
    """Tell whether a clause with its headings sets an aim."""
    return bool(table(subject.language).aims.search(clause.lower()))
