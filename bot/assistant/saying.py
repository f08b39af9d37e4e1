"""Saying: the text of an answer, from the template that fits the kind of the choice and the form of the question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from hoi.bot.assistant.affirm import Clause, Judgement, judge
from hoi.bot.assistant.answer import Citation, Language
from hoi.bot.assistant.choice import Choice
from hoi.bot.assistant.contrast import Contrasts, asks_of_figures, bounds
from hoi.bot.assistant.cues import Field
from hoi.bot.assistant.ending import Endings
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.items import Items
from hoi.bot.assistant.leads import leads, percentage
from hoi.bot.assistant.listing import Place, as_printed
from hoi.bot.assistant.opening import Item, grouped
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.recorded import agreement, ended
from hoi.bot.assistant.spelt import spelt
from hoi.bot.assistant.steps import tell
from hoi.bot.templates import render, words_of
from hoi.corpus.figures import percentages
from hoi.corpus.labels import about, own_name
from hoi.corpus.ledger import Cell, Duty, duties
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import fold
from hoi.corpus.periods import written_day, years
from hoi.index.words import content, words

_SECTIONS = {"targets": re.compile(r"\bmuc tieu\b"), "duties": re.compile(r"\bnhiem vu\b")}
"""Titles of the sections whose items have a name of their own."""
_ASKED_FOR = {
    "targets": re.compile(r"\b(?:muc tieu|chi tieu|targets?|goals?)\b"),
    "duties": re.compile(r"\b(?:nhiem vu|viec|hoat dong|giai phap|tasks?|activit\w+|duties)\b"),
}
"""What a question calls these items, for their number to be told: who asks for sectors is not told of two targets."""
_SAME_THING = 0.75
"""Share of a question's words from which on another provision with its figure is about the same."""


class Sayer:
    """Writes the text of answers about one library; its clauses, which a wrong figure is looked for in, are kept."""

    def __init__(self, library: Library, items: Items, endings: Endings) -> None:
        self._endings = endings
        self._library = library
        self._items = items
        self._contrasts = Contrasts(library)
        self._held = lru_cache(maxsize=2)(self._held_in)

    def text(self, reading: Reading, form: Form, choice: Choice, today: date, changed: Sequence[Citation] = ()) -> str:
        """Return the text of what ``choice`` answers to a question of this ``form``; what ``changed`` leads."""
        said = self._chosen(reading, form, choice, today)
        if not changed:
            return said
        leads = tuple(each for each in words_of(reading.language)["verdict"].values() if each)
        documents = [self._library.get(each.document) for each in changed]
        places = zip(documents, changed, strict=True)
        changes = [held.said(held.provision(each.locator), reading.language) for held, each in places]
        return render("changed", reading.language, changes=changes, said=said, led=said.startswith(leads))

    def _chosen(self, reading: Reading, form: Form, choice: Choice, today: date) -> str:
        match choice.kind:
            case "field":
                told = (self._record(document, reading, form, choice) for document in choice.records)
                return "\n".join((*told, *self._beside_records(reading, choice)))
            case "ending":
                return self._ending(reading, form, choice.places[0], today)
            case "roadmap" if form.bags is not None:
                return tell(reading, form.bags, choice, today)
            case "list":
                return self._list(reading, form, choice)
            case "partial":
                return self._partial(reading, choice)
            case "provisions":
                return self._provisions(reading, form, choice.places, today)
            case "correction":
                return self._correction(reading, choice.places)
        if choice.kind == "not_found":
            lacking = words_of(reading.language)["lacking"].get(choice.lacking, "")
            documents = [own_name(document).say(reading.language) for document in choice.records]
            return render("not_found", reading.language, lacking=lacking, documents=documents)
        return render(choice.kind, reading.language)

    def _beside_records(self, reading: Reading, choice: Choice) -> Iterator[str]:
        """Yield what is said of documents whose records are not held, where records are compared."""
        others = [place for place in choice.places if place[0] not in choice.records or place[1].kind != "meta"]
        if reading.across and others:
            yield from (item.line for item in self._items.of(reading, others))

    def decided(self, reading: Reading, form: Form, choice: Choice, today: date) -> Choice:
        """Return ``choice`` without the count of a list where yes or no is asked for, and with what decides that."""
        if choice.kind == "correction" and (said := self._said_elsewhere(reading)):
            return replace(choice, places=(*choice.places, *said))
        if choice.kind != "list" or not form.yes_no:
            return choice
        found = self._judged(reading, form, choice.places, today)
        if found.verdict == "unsure":
            return choice if reading.list else replace(choice, kind="provisions")
        return replace(choice, kind="provisions", places=tuple(choice.places[at] for at in found.used))

    def _said_elsewhere(self, reading: Reading) -> tuple[Place, ...]:
        """Return what else has the figure of a question that names no document, for its year and thing.

        "90% à?" has them from the questions that it continues.
        """
        text = f"{reading.context} {reading.text}"
        asked = {word for word in content(text, reading.language) if not word.isdigit()}
        if reading.documents or reading.cited or not asked:
            return ()
        year = years(reading.text) or years(reading.context)
        for place, clause in self._held(reading.language):
            alike = len(asked & set(words(clause.text, reading.language))) >= _SAME_THING * len(asked)
            alike = alike and reading.level in (None, clause.level) and year <= years(clause.whole)
            if alike and reading.percentages <= percentages(clause.text):
                return (place,)
        return ()

    def _judged(self, reading: Reading, form: Form, places: tuple[Place, ...], today: date) -> Judgement:
        clauses = tuple(self._clause(*place, reading.language) for place in places)
        return judge(
            reading, form, places, clauses, today, lambda: (clause for _, clause in self._held(reading.language))
        )

    def _provisions(self, reading: Reading, form: Form, places: tuple[Place, ...], today: date) -> str:
        """Return what the provisions say, led by the answer where the question's form has one of its own."""
        language = reading.language
        if (reading.comparison or reading.both_levels) and not form.of_a_body:
            return self._contrast(reading, form, places)
        items = self._items.of(reading, places)
        if form.yes_no:
            return self._yes_or_no(reading, form, items, places, today)
        if (form.when or form.left) and (end := self._end(reading, places)):
            year, scope, shown = end
            return render("deadline", language, year=year, scope=scope, items=[items[at] for at in shown])
        if form.who and len(places) == 1 and language == "vi" and (duty := self._duty(*places[0])):
            lead, support = _names(duty.lead), _names(duty.support)
            return render("who", language, lead=lead, support=support, one_source=bool(items[0].attribution))
        return render("provisions", language, leads=(), items=items)

    def _contrast(self, reading: Reading, form: Form, places: tuple[Place, ...]) -> str:
        """Return what provisions say beside one another, led by how far their figures lie apart."""
        several = len({document.id for document, _ in places}) > 1
        shown = as_printed(places) if several and not reading.both_levels else places
        of_figures = asks_of_figures(reading.text) and not form.wording
        gaps = self._contrasts.gaps(shown) if of_figures else ()
        return render(
            "provisions",
            reading.language,
            leads=leads(gaps, self._items, reading, for_yes_or_no=form.yes_no),
            items=self._items.of(reading, shown),
        )

    def _correction(self, reading: Reading, places: tuple[Place, ...]) -> str:
        """Return what the text says instead of the figure asked about; where there is one of each, first of all."""
        document, provision = places[0]
        target = self._contrasts.target(document, provision) if len(places) == len(reading.percentages) == 1 else None
        share = target is not None and target.unit is not None and target.unit.value == "%"
        named = share and about(document, provision.locator) is None
        return render(
            "correction",
            reading.language,
            stated=percentage(bounds(target), reading.language) if target is not None and named else "",
            document=own_name(document).say(reading.language),
            digest=not any(each.verbatim for each, _ in places),
            differing=any(reading.percentages <= percentages(each.text) for _, each in places),
            items=self._items.of(reading, places),
        )

    def _yes_or_no(
        self, reading: Reading, form: Form, items: list[Item], places: tuple[Place, ...], today: date
    ) -> str:
        """Return the verdict before the clauses it rests on; before all of them where there is none."""
        language = reading.language
        found = self._judged(reading, form, places, today)
        used = found.used or tuple(range(len(places)))
        sources = {places[at][0].id: places[at][0] for at in used}.values()
        verbatim = [each for each in sources if each.verbatim]
        return render(
            "yes_no",
            language,
            verdict=found.verdict,
            verdicts=words_of(language)["verdict"],
            named=found.named,
            members=words_of(language)["members"],
            items=[items[at] for at in used],
            scope=scopes.pop()
            if len(scopes := {items[at].scope for at in used}) == 1 and not years(reading.text)
            else "",
            document=verbatim[0].name.say(language) if len(sources) == len(verbatim) == 1 else "",
            digest=not verbatim,
        )

    def _end(self, reading: Reading, places: tuple[Place, ...]) -> tuple[str, str, list[int]] | None:
        """Return the year by which, or the period in which, the clauses of the figure asked about fall, and these."""
        asked = reading.percentages
        shown = [at for at, (_, each) in enumerate(places) if not asked or percentages(each.text) >= asked]
        headings = [(places[at][0], self._items.period_heading(*places[at])) for at in shown]
        scopes = {
            self._until((document, heading), reading.language) if heading else None for document, heading in headings
        }
        found = next(iter(scopes), None)
        return (*found, shown) if found is not None and len(scopes) == 1 else None

    def _until(self, place: Place, language: Language) -> tuple[str, str]:
        """Return the heading of a period, after its last year where that does not only end a span."""
        period, scope = self._endings.period(place), place[0].said(place[1], language)
        return ("" if str(period.start) in scope else str(period.end)), scope

    def _clause(self, document: Document, provision: Provision, language: Language) -> Clause:
        heading = self._items.period_heading(document, provision)
        period = self._endings.period((document, heading)) if heading else None
        return Clause.of(document, provision, language, period)

    def _held_in(self, language: Language) -> tuple[tuple[Place, Clause], ...]:
        """Return all provisions but those that are only inferred, each as a clause."""
        return tuple(
            ((document, each), self._clause(document, each, language))
            for document in self._library
            for each in document.provisions
            if (said := document.statement_at.get(each.locator)) is None or said.confidence != "inferred"
        )

    def _list(self, reading: Reading, form: Form, choice: Choice) -> str:
        items = self._items.of(reading, as_printed(choice.places), listed=True)
        section, digest = _section(choice.places), not all(document.verbatim for document, _ in choice.places)
        # a digest's statements are not the items of the document, and nobody asks for a number of other things
        called = section in _ASKED_FOR and bool(_ASKED_FOR[section].search(reading.key))
        counted = form.count or (reading.list and called and not digest)
        groups = grouped(items)
        if len(groups) == len(items) and not counted:  # each for itself: a heading above one item would say it twice
            items = self._items.of(reading, as_printed(choice.places))
            return render("provisions", reading.language, leads=(), items=items)
        return render(
            "list",
            reading.language,
            count=spelt(len(items), reading.language) if counted else "",
            noun=words_of(reading.language)["items"]["digest" if digest else section],
            digest=digest,
            groups=groups,
        )

    def _partial(self, reading: Reading, choice: Choice) -> str:
        # The heading our copy stops at is cited when nothing else is there, but says nothing itself.
        shown = choice.places if len(choice.places) > 1 else ()
        missing = choice.missing
        return render(
            "partial",
            reading.language,
            items=self._items.of(reading, as_printed(shown), listed=True),
            document=missing.name.say(reading.language) if missing else "",
            cut=missing.cut_after if missing else "",
        )

    def _record(self, document: Document, reading: Reading, form: Form, choice: Choice) -> str:
        """Return the fields of a record as sentences, and until when it holds where that is asked for."""
        language, last = reading.language, self._endings.last(document)
        values = {field.name: _value(document, field, language) for field in choice.fields}
        name = own_name(document).say(language)
        # what is asked goes first, and names the document; beside other facts it is told after them
        called = words_of(language)["record"]["it"] if form.validity and len(values) == 1 else name
        if form.over:
            said = ended(reading, self._endings.period(last) if last else None)
        else:
            said = "unsure" if form.validity else agreement(reading, form, document, choice.fields)
        return render(
            "field",
            language,
            rows=list(zip(values, _sentences(document, values, called, language), strict=True)),
            document=name,
            agreement=said if form.right or said == "unsure" else {"right": "yes", "wrong": "no"}[said],
            verdicts=words_of(language)["verdict"],
            lacking=words_of(language)["lacking"],
            validity=form.validity,
            over=form.over,
            last=last[0].said(last[1], language) if last else "",
        )

    def _ending(self, reading: Reading, form: Form, place: Place, today: date) -> str:
        """Return whether a period is over, or when it will be."""
        year, heading = self._until(place, reading.language)
        over = self._endings.period(place).end < today.year
        asked = form.yes_no and (over or not (form.right and years(reading.text)))  # else in which year it will be
        return render(
            "ending",
            reading.language,
            asked=asked,
            right=form.right,
            over=over,
            year=year,
            heading=heading,
            document=own_name(place[0]).say(reading.language),
        )

    def _duty(self, document: Document, provision: Provision) -> Duty | None:
        """Return who leads and who supports what a provision assigns, None where it names nobody to lead."""
        found = [row for row in duties(document) if row.lead and row.locator == provision.locator]
        return found[-1] if found else None


def _names(cells: tuple[Cell[str], ...]) -> list[str]:
    return [cell.value for cell in cells]


def _sentences(document: Document, values: dict[str, str], name: str, language: Language) -> Iterator[str]:
    """Yield the sentence that gives each field, empty where there is none; the first names the document."""
    words = words_of(language)["record"]
    issued = document.metadata.issued_on
    for field, value in values.items():
        if not value:
            yield ""
            continue
        day = written_day(issued, language) if field == "signer" and issued and "issued_on" not in values else ""
        dated = f"{name} {words['of']} {day}" if day and name != words["it"] else name
        sentence = words[field].format(document=dated, value=value)
        yield f"{sentence[:1].upper()}{sentence[1:]}"
        name = words["it"] if "{document}" in words[field] else name


def _value(document: Document, field: Field, language: Language) -> str:
    value = getattr(document.metadata, field.name)
    if isinstance(value, date):
        return written_day(value, language)
    return (document.english.get(field.name, value) if language == "en" else value) or ""


def _section(places: Sequence[Place]) -> str:
    """Return the section that all provisions of a list stand in, by the headings above them."""
    tops = {fold(above[0].text) for document, provision in places if (above := document.ancestors(provision.locator))}
    return next(
        (name for name, title in _SECTIONS.items() if tops and all(title.search(each) for each in tops)), "other"
    )
