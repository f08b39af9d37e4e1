"""Saying: the text of an answer, from the template that fits the kind of the choice and the form of the question."""

from collections.abc import Sequence
from datetime import date

from hoi.bot.assistant.affirm import Clause, judge
from hoi.bot.assistant.answer import Citation, Language
from hoi.bot.assistant.choose import Choice
from hoi.bot.assistant.contrast import Contrasts
from hoi.bot.assistant.cues import Field
from hoi.bot.assistant.ending import Endings
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.items import Item, Items, grouped, spoken
from hoi.bot.assistant.listing import Place, as_printed
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.recorded import agreement
from hoi.bot.templates import render, words_of
from hoi.corpus.figures import percentages
from hoi.corpus.ledger import Cell, Duty, duties
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision
from hoi.corpus.periods import printed_day, years
from hoi.corpus.roadmap import steps


class Sayer:
    """Writes the text of answers; what leads and supports is read from a document when first asked for."""

    def __init__(self, library: Library, items: Items, endings: Endings) -> None:
        self._endings = endings
        self._library = library
        self._items = items
        self._contrasts = Contrasts()
        self._duties: dict[str, dict[str, Duty]] = {}

    def text(self, reading: Reading, form: Form, choice: Choice, today: date, changed: Sequence[Citation] = ()) -> str:
        """Return the text of what ``choice`` answers to a question of this ``form``; what ``changed`` leads."""
        said = self._chosen(reading, form, choice, today)
        if not changed:
            return said
        documents = [self._library.get(each.document) for each in changed]
        places = zip(documents, changed, strict=True)
        changes = [spoken(held, held.provision(each.locator), reading.language) for held, each in places]
        return render("changed", reading.language, changes=changes, said=said)

    def _chosen(self, reading: Reading, form: Form, choice: Choice, today: date) -> str:
        match choice.kind:
            case "field":
                return "\n".join(self._record(document, reading, form, choice) for document in choice.records)
            case "ending":
                return self._ending(reading, form, choice.places[0], today)
            case "roadmap":
                return _roadmap(reading, choice)
            case "list":
                return self._list(reading, choice)
            case "partial":
                return self._partial(reading, choice)
            case "fact" | "comparison":
                return self._provisions(reading, form, choice.places, today)
            case "correction":
                return render("correction", reading.language, items=self._items.of(reading, choice.places))
        return render(choice.kind, reading.language)

    def _provisions(self, reading: Reading, form: Form, places: tuple[Place, ...], today: date) -> str:
        """Return what the provisions say, led by the answer where the question's form has one of its own."""
        language = reading.language
        items = self._items.of(reading, places)
        if (reading.comparison or reading.both_levels) and not form.of_a_body:
            return self._contrast(reading, form, items, places)
        if form.yes_no:
            return self._yes_or_no(reading, form, items, places, today)
        if (form.when or form.left) and (end := self._end(reading, places)):
            year, scope, shown = end
            return render("deadline", language, year=year, scope=scope, items=[items[at] for at in shown])
        if form.who and len(places) == 1 and language == "vi" and (duty := self._duty(*places[0])):
            return render("who", language, lead=_names(duty.lead), support=_names(duty.support), items=items)
        return render("fact", language, items=items)

    def _yes_or_no(
        self, reading: Reading, form: Form, items: list[Item], places: tuple[Place, ...], today: date
    ) -> str:
        """Return the verdict before the clauses it rests on; before all of them where there is none."""
        language = reading.language
        clauses = tuple(Clause.of(*place, language, timed=self._timed(place)) for place in places)
        found = judge(reading, form, places, clauses, today)
        used = found.used or tuple(range(len(places)))
        sources = {places[at][0].id: places[at][0] for at in used}.values()
        verbatim = [each for each in sources if each.verbatim]
        return render(
            "yes_no",
            language,
            verdict=found.verdict,
            named=found.named,
            items=[items[at] for at in used],
            scope="" if years(reading.text) else items[used[0]].scope,
            document=verbatim[0].name.say(language) if len(sources) == len(verbatim) == 1 else "",
            digest=not verbatim,
        )

    def _contrast(self, reading: Reading, form: Form, items: list[Item], places: tuple[Place, ...]) -> str:
        contrast = "" if form.wording else self._contrasts.of(places)
        higher = {"first": items[:1], "second": items[1:2]}.get(contrast, [])
        named = next((item.scope for item in higher), "")
        return render("comparison", reading.language, items=items, contrast=contrast, higher=named)

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
        period, scope = self._endings.period(place), spoken(*place, language)
        return ("" if str(period.start) in scope else str(period.end)), scope

    def _timed(self, place: Place) -> bool:
        return self._items.period_heading(*place) is not None

    def _list(self, reading: Reading, choice: Choice) -> str:
        items = self._items.of(reading, as_printed(choice.places), listed=True)
        count = _count(len(items), reading.language)
        return render("list", reading.language, count=count, groups=grouped(items))

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
        return render(
            "field",
            language,
            rows=[(field.name, _value(document, field)) for field in choice.fields],
            openings=words_of(language)["field"],
            document=document.full_name.say(language),
            agreement=agreement(reading, form, document, choice.fields),
            validity=form.validity,
            last=spoken(*last, language) if last else "",
        )

    def _ending(self, reading: Reading, form: Form, place: Place, today: date) -> str:
        """Return whether a period is over, or when it will be."""
        year, heading = self._until(place, reading.language)
        return render(
            "ending",
            reading.language,
            asked=form.yes_no,
            over=self._endings.period(place).end < today.year,
            year=year,
            heading=heading,
            document=place[0].full_name.say(reading.language),
        )

    def _duty(self, document: Document, provision: Provision) -> Duty | None:
        """Return who leads and who supports what a provision assigns, None where it names nobody to lead."""
        if document.id not in self._duties:
            self._duties[document.id] = {row.locator: row for row in duties(document) if row.lead}
        return self._duties[document.id].get(provision.locator)


def _names(cells: tuple[Cell[str], ...]) -> list[str]:
    return [cell.value for cell in cells]


def _value(document: Document, field: Field) -> str:
    value = getattr(document.metadata, field.name)
    return printed_day(value) if isinstance(value, date) else value or ""


def _roadmap(reading: Reading, choice: Choice) -> str:
    """Return the steps, whole: an exception may stand in the last sentence."""
    known = {(step.document, step.locator): step for step in steps()}
    rows = [
        (known[document.id, provision.locator], spoken(document, provision, reading.language))
        for document, provision in choice.places
    ]
    return render("roadmap", reading.language, steps=rows)


def _count(number: int, language: Language) -> str:
    """Return a count in words: figures in an answer are those of the text."""
    names = words_of(language)["count"]["names"]
    return str(names[number]) if number < len(names) else str(number)
