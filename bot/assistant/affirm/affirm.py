"""Yes and no: said only when the clause leaves no doubt; otherwise the clause speaks for itself."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from hoi.bot.assistant.affirm.case import Case
from hoi.bot.assistant.affirm.clause import Clause
from hoi.bot.assistant.affirm.verdict import UNSURE, Judgement, Verdict
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.question import Reading
from hoi.corpus.figures import percentages

_STATED: dict[Verdict, Verdict] = {"yes": "right", "no": "wrong"}
"""What is said of a statement that a question asks to be confirmed."""


def judge(
    reading: Reading,
    form: Form,
    places: tuple[Place, ...],
    clauses: tuple[Clause, ...],
    today: date,
    held: Callable[[], Iterable[Clause]] = tuple,
) -> Judgement:
    """Return what the clauses, best first, say to a question for yes or no on the day ``today``.

    Those judged as the best one are used. It decides alone when it says what became of a body, who is in a list or what
    is banned, and no other says the contrary; a plain yes needs every clause. A figure or a day is wrong only if none
    of the clauses ``held`` has it for the same.
    """
    cited = frozenset((document.id, provision.locator) for document, provision in places)
    at = _stating(reading, clauses)
    cases = {each: Case(reading, form, places[each], clauses[each], today, cited) for each in at}
    found = [replace(case.judged(), used=(each,)) for each, case in cases.items()]
    if form.of_a_body or any(each.verdict == "wrong" for each in found):  # the other clauses are of something else
        found = [each for each in found if each.verdict != "unsure"]
    found = _together(found)
    if not found or found[0].verdict == "unsure":
        return UNSURE
    first, alike = found[0], tuple(each.used[0] for each in found if each.verdict == found[0].verdict)
    contrary = {each.verdict for each in found} - {first.verdict}
    if contrary and not (first.alone and contrary <= {"unsure"}):
        return UNSURE
    if first.verdict in ("wrong", "no_duty") and any(
        cases[first.used[0]].is_met_by(first.verdict, each) for each in held()
    ):
        return UNSURE
    verdict = (
        _STATED.get(first.verdict, first.verdict) if form.right else "no" if first.verdict == "wrong" else first.verdict
    )
    return replace(first, used=alike, verdict=verdict)


_MIXED: dict[frozenset[Verdict], Verdict] = {
    frozenset(("aim", "no_duty")): "no_duty",
    frozenset(("no", "no_except")): "no_except",
}
"""What clauses say together that say it in two ways."""


def _together(found: list[Judgement]) -> list[Judgement]:
    verdict = _MIXED.get(frozenset(each.verdict for each in found))
    return found if verdict is None else [replace(each, verdict=verdict) for each in found]


def _stating(reading: Reading, clauses: tuple[Clause, ...]) -> list[int]:
    """Return the places of the clauses to judge: of two periods, the one the figure asked about is of."""
    asked = reading.percentages
    return [at for at, clause in enumerate(clauses) if not asked or percentages(clause.text) >= asked]
