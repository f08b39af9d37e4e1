"""Duties: whether a clause obliges those a question asks about; one that supports, trains or sets an aim does not."""

from dataclasses import replace

from hoi.bot.assistant.affirm.bans import without_actor
from hoi.bot.assistant.affirm.subject import Subject
from hoi.bot.assistant.affirm.table import table
from hoi.index.words import Language


def has_duty(clause: str, language: Language) -> bool:
    """Tell whether anything must, or must not, be done by ``clause``."""
    return bool(table(language).obliges.search(clause.lower()))


def is_of_others(subject: Subject, clause: str) -> bool:
    """Tell whether those a question asks about stand only after the duty of ``clause``: it is not theirs."""
    known, said = table(subject.language), clause.lower()
    found = known.obliges.search(said)
    actor, *rest = known.asks_duty.split(subject.text, maxsplit=1)
    if found is None or not any(replace(subject, text=each).runs for each in rest):
        return False
    asked = without_actor(replace(subject, text=actor), said)
    return not asked.stands_in(said[: found.start()]) and asked.touches(said[found.end() :])


def aims(clause: str, language: Language) -> bool:
    """Tell whether a clause with its headings sets an aim."""
    return bool(table(language).aims.search(clause.lower()))
