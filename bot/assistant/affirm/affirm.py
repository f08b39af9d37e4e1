"""Yes and no: said only when the clause leaves no doubt; otherwise the clause speaks for itself."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from hoi.bot.assistant.affirm.bans import ban, without_actor
from hoi.bot.assistant.affirm.fate import fate
from hoi.bot.assistant.affirm.kinds import Named, others
from hoi.bot.assistant.affirm.subject import Subject
from hoi.bot.assistant.affirm.table import table
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.question import Reading
from hoi.corpus.figures import percentages
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import fold
from hoi.index.words import Language

Verdict = Literal[
    "yes", "yes_of", "right", "still", "no", "no_except", "gone", "not_all", "not_named", "unsure",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision as a question for yes or no is judged by: its words, and those of the headings above it."""

    text: str
    headings: str
    timed: bool

    @property
    def whole(self) -> str:
        """The clause and its headings."""
        return f"{self.text} {self.headings}"

    def denies(self, language: Language) -> bool:
        """Tell whether anything in the clause denies, or tells of an end."""
        return bool(table(language).denies.search(self.text.lower()))

    @classmethod
    def of(cls, document: Document, provision: Provision, language: Language, *, timed: bool) -> "Clause":
        """Return the clause in ``language``; ``timed``: it stands under a heading that names a period."""
        lines = [*document.ancestors(provision.locator), provision]
        said = [document.gloss.get(each.locator, "") if language == "en" else each.text for each in lines]
        return cls(said[-1], " ".join(said[:-1]), timed)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, and the places, by their order, of the clauses it rests on.

    ``yes``, ``no``: the clause says so; ``no_except``: but for the exceptions it names. ``yes_of``: for those it names.
    ``right``: a figure is the clause's. ``still``, ``gone``: a body remains, or does not. ``not_all``: of a share below
    100%. ``not_named``: the clause names others of the kind. ``alone``: it holds whatever the other clauses leave open.
    """

    verdict: Verdict
    used: tuple[int, ...] = ()
    named: Named | None = None
    alone: bool = True


_UNSURE = Judgement("unsure")


def judge(
    reading: Reading, form: Form, places: tuple[Place, ...], clauses: tuple[Clause, ...], today: date
) -> Judgement:
    """Return what the clauses, best first, say to a question for yes or no on the day ``today``.

    Those judged as the best one are used. It decides alone when it says what became of a body, who is in a list or what
    is banned, and no other says the contrary; a plain yes needs every clause.
    """
    at = _stating(reading, clauses)
    found = [replace(_judged(reading, form, places[each], clauses[each], today), used=(each,)) for each in at]
    if form.of_a_body:  # one clause tells what became of it, the others are of other bodies
        found = [each for each in found if each.verdict != "unsure"]
    if not found or found[0].verdict == "unsure":
        return _UNSURE
    first, alike = found[0], tuple(each.used[0] for each in found if each.verdict == found[0].verdict)
    contrary = {each.verdict for each in found} - {first.verdict}
    if contrary and not (first.alone and contrary <= {"unsure"}):
        return _UNSURE
    return replace(first, used=alike)


def _stating(reading: Reading, clauses: tuple[Clause, ...]) -> list[int]:
    """Return the places of the clauses to judge: of two periods, the one the figure asked about is of."""
    asked = reading.percentages
    return [at for at, clause in enumerate(clauses) if not asked or percentages(clause.text) >= asked]


def _judged(reading: Reading, form: Form, place: Place, clause: Clause, today: date) -> Judgement:
    """Return what one clause says: what it says of a body, of a list, of a ban; else whether it affirms."""
    document, provision = place
    statement = document.statement_at.get(provision.locator)
    if form.validity or (statement is not None and statement.confidence == "inferred"):
        return _UNSURE
    subject = Subject.of(reading, document, timed=clause.timed)
    if form.of_a_body:
        return Judgement(_of_a_body(reading, form, clause))
    if (form.outside or form.ends) and (verdict := _of_the_rest(form, subject, clause)) is not None:
        return Judgement(verdict)
    if form.turned or (reading.context and not Subject.own(reading).names):
        return _UNSURE
    if form.right and reading.percentages and (not subject.names or subject.stands_in(clause.whole)):
        return Judgement("right", alone=False)
    for verdict in (_in_a_list(form, subject, clause), _forbidden(reading, form, subject, clause, today)):
        if verdict is not None:
            return Judgement(verdict)
    named = others(reading.text, subject, clause.text)
    if named is not None and not clause.denies(reading.language):
        return Judgement("not_named" if named.asked else "yes_of", named=named)
    return Judgement(_affirmed(reading, form, without_actor(subject, clause.text), clause), alone=False)


def _of_a_body(reading: Reading, form: Form, clause: Clause) -> Verdict:
    """Return whether the body asked about remains, was merged, or keeps its name."""
    what = fate(reading.text, clause.text, reading.language)
    if what is None:
        return "unsure"
    if form.renamed:
        return "no" if what == "named" else "unsure"
    if form.merged:
        return "yes" if what == "merged" else "no" if what == "unmerged" else "unsure"
    return "gone" if what in ("merged", "ended") else "still"


def _of_the_rest(form: Form, subject: Subject, clause: Clause) -> Verdict | None:
    """Return no to a question for those left out where the clause is for all, for an end where it says what goes on."""
    known, said = table(subject.language), clause.text.lower()
    if form.outside and "100%" in percentages(said) and subject.without(known.asks_out).stands_in(clause.whole):
        return "no"
    ended = form.ends and known.goes_on.search(said) and subject.without(known.asks_end).stands_in(clause.whole)
    return "no" if ended else None


def _in_a_list(form: Form, subject: Subject, clause: Clause) -> Verdict | None:
    """Return whether the clause, which says who is in a list and who is not, counts the subject in it."""
    known, said = table(subject.language), clause.text.lower()
    unlisted, listed = known.unlisted.search(said), known.listed.search(said)
    subject = subject.without(known.asks_ban)
    if unlisted is None or not subject.stands_in(said) or (form.allowed and not form.mention):
        return None
    out = subject.touches(said[: unlisted.start()])
    within = listed is not None and subject.touches(said[listed.end() :])
    return None if out == within else "no" if out else "yes"


def _forbidden(reading: Reading, form: Form, subject: Subject, clause: Clause, today: date) -> Verdict | None:
    """Return whether what the question wants to do, or asks to be a ban, is forbidden by the clause."""
    if form.allowed == form.banned:
        return None
    found = ban(reading.text, subject, clause.text, today)
    if found is None:
        return None
    if form.banned:
        return "no" if found == "free" else "yes"
    return "yes" if found == "free" else "no" if found == "banned" else "no_except"


def _affirmed(reading: Reading, form: Form, subject: Subject, clause: Clause) -> Verdict:
    """Return yes when the clause has all the subject words, and nothing in it denies or weakens what it says.

    A hedge ("dần", "tiến tới") or a share below 100% does so unless only a mention is asked for.
    """
    share = percentages(clause.text)
    partial = bool(share) and "100%" not in share and not reading.percentages
    if form.universal and partial and subject.touches(clause.whole):
        return "not_all"
    own = fold(reading.text)
    hedges = table(reading.language).hedges.finditer(clause.text.lower())
    weak = partial or any(fold(match[0]) not in own for match in hedges)
    if clause.denies(reading.language) or (weak and not form.mention):
        return "unsure"
    return "yes" if subject.stands_in(clause.whole) else "unsure"
