"""Kinds: a clause that names some members of a kind (upper secondary schools) says nothing of the others."""

from dataclasses import dataclass

from hoi.bot.assistant.affirm.subject import Subject, alike
from hoi.bot.assistant.affirm.table import Members, table
from hoi.index.synonyms import official


@dataclass(frozen=True, slots=True)
class Named:
    """The members a clause names, as it lists them, and the one a question asks about that is not among them.

    ``kind`` is theirs in ``affirm.toml``. ``asked`` is empty when the question asks about the kind as a whole.
    """

    kind: str
    asked: str
    named: str

    @property
    def quotable(self) -> bool:
        """Whether the one asked about may be repeated: no figure stands in an answer that no text holds ("cấp 2")."""
        return not any(map(str.isdigit, self.asked))


def others(own: str, subject: Subject, clause: str) -> Named | None:
    """Return the members of a kind that ``clause`` names, when a question asks about another, or about no one of them.

    Only where all else the question is about stands in the clause.
    """
    for kind in table(subject.language).kinds:
        found = _others(kind, own.lower(), clause)
        rest = subject.without(kind.one).without(kind.any)
        if found is not None and (not rest.runs or rest.stands_in(clause)):
            return found
    return None


def listed(own: str, subject: Subject, clause: str) -> Subject | None:
    """Return what a question is about beside the members of a kind, if ``clause`` has that and names all of them."""
    for kind in table(subject.language).kinds:
        asked = {alike(match[0]) for match in kind.one.finditer(own.lower())}
        named = {alike(match[0]) for match in kind.one.finditer(clause.lower())}
        rest = subject.without(kind.one)
        if asked and asked <= named and rest.runs and rest.stands_in(clause):
            return rest
    return None


def without_members(subject: Subject) -> Subject:
    """Return the subject without the members of kinds, and without the words for these."""
    for kind in table(subject.language).kinds:
        subject = subject.without(kind.one).without(kind.any)
    return subject


def _others(kind: Members, own: str, clause: str) -> Named | None:
    said = list(kind.one.finditer(clause.lower()))
    asked = [match[0] for match in kind.one.finditer(own)]
    if not said or (not asked and not kind.any.search(own)):
        return None
    names = {alike(match[0]) for match in said}
    unnamed = [
        each for each in asked if not any(known in name or name in known for name in names for known in _forms(each))
    ]
    if asked and not unnamed:
        return None
    return Named(kind.name, unnamed[0] if unnamed else "", clause[said[0].start() : said[-1].end()])


def _forms(name: str) -> tuple[str, str]:
    """Return a member as it is asked about, and as documents call it ("cấp 3")."""
    return alike(name), alike(official(name, "vi"))
