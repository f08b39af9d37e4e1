"""Roles: who leads and who supports, in a question and in a clause."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from hoi.bot.assistant.affirm.subject import Subject
from hoi.bot.assistant.affirm.table import table
from hoi.index.words import Language, content

Role = Literal["lead", "support"]


@dataclass(frozen=True, slots=True)
class Given:
    """A role, the words for those it is given to, and where the text says so."""

    role: Role
    to: frozenset[str]
    start: int
    end: int


def played(subject: Subject, clause: str) -> bool | None:
    """Return whether those a question gives a role to have it in ``clause``; None when that is not certain.

    Who is not named to lead does not, where others are; who supports may be one of those named as a group.
    """
    asked, said = given(subject.text, subject.language), given(clause, subject.language)
    rest = subject.text
    for each in reversed(asked):
        rest = f"{rest[: each.start]} | {rest[each.end :]}"
    left = replace(subject, text=rest)
    if not asked or not said or (left.runs and not left.stands_in(clause)):
        return None
    found = {_has(each, said) for each in asked}
    return False if False in found else True if found == {True} else None


def _has(asked: Given, said: tuple[Given, ...]) -> bool | None:
    having = {each.role for each in said if asked.to <= each.to}
    if len(having) == 1:
        return having == {asked.role}
    return False if not having and asked.role == "lead" and any(each.role == "lead" for each in said) else None


def given(text: str, language: Language) -> tuple[Given, ...]:
    """Return the roles that ``text`` gives, each to those named before it, or after "do" and "by".

    >>> [(each.role, sorted(each.to)) for each in given("Sở Y tế chủ trì, các xã phối hợp", "vi")]
    [('lead', ['so', 'te', 'y']), ('support', ['xa'])]
    """
    return tuple(_given(text.lower(), language))


def _given(text: str, language: Language) -> Iterator[Given]:
    known, done = table(language), 0
    for match in known.roles.finditer(text):
        role: Role = "lead" if match.lastgroup == "lead" else "support"
        bodies = list(known.bodies.finditer(text, done, match.start()))
        start, end = (bodies[0].start(), match.end()) if bodies else (match.start(), len(text))
        named = text[start : match.start()] if bodies else text[match.end() :]
        to = frozenset(content(known.bodies_aside.sub(" ", named), language))
        if to and (bodies or known.bodies.search(named)):
            yield Given(role, to, start, end)
        done = match.end()
