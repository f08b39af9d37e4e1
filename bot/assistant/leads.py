"""Leads: how far two figures lie apart, in words; the verifier reads these sentences back and counts again."""

from collections.abc import Sequence

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.contrast import End, Gap, bounds
from hoi.bot.assistant.items import Items
from hoi.bot.assistant.question import Reading
from hoi.bot.ledger_words import number
from hoi.bot.templates import words_of
from hoi.corpus.ledger import Target


def leads(gaps: Sequence[Gap], items: Items, reading: Reading, *, for_yes_or_no: bool) -> list[str]:
    """Return a sentence for each gap; of several each names its period, one opens with the answer for yes or no."""
    said = [_sentence(gap, reading.language) for gap in gaps]
    if len(gaps) == 1:
        opening = _opening(gaps[0], reading) if for_yes_or_no else ""
        return [f"{opening}, {each}" if opening else f"{each[:1].upper()}{each[1:]}" for each in said if each]
    periods = (items.period(*gap.places[0], reading.language) for gap in gaps)
    return [f"{period}: {each}" for period, each in zip(periods, said, strict=True) if each and period]


def _opening(gap: Gap, reading: Reading) -> str:
    answer = gap.answers(reading.text)
    return "" if answer is None else str(words_of(reading.language)["answer"]["yes" if answer else "no"])


def _sentence(gap: Gap, language: Language) -> str:
    if gap.ends:
        return f"{', '.join(_said(gap, end, language) for end in gap.ends)}."
    one, other = (_amount(target, language) for target in gap.targets)
    form = words_of(language)["gap"].get(f"{gap.pairing}_count", "")
    return f"{form.format(one=one, other=other)}." if form else ""


def _said(gap: Gap, end: End, language: Language) -> str:
    words = words_of(language)["gap"]
    way = "higher" if end.by > 0 else "lower" if end.by < 0 else "equal"
    form: str = words["_".join(filter(None, (gap.pairing, end.name, way)))]
    by = number(abs(end.by), language)
    points = words["point" if by == "1" else "points"]
    return form.format(by=f"{by} {points}", one=percentage(end.one, language), other=percentage(end.other, language))


def percentage(ends: tuple[float, ...], language: Language) -> str:
    """Return a percentage as answers write it: "85%", "5 - 8%"."""
    return f"{' - '.join(number(each, language) for each in ends)}%"


def spaced(form: str) -> str:
    """Return a figure of ``corpus.figures`` as answers write it: "5 - 8%" for "5-8%"."""
    return form.replace("-", " - ")


def _amount(target: Target, language: Language) -> str:
    amount = " - ".join(number(each, language) for each in bounds(target))
    return f"{amount} {target.unit.value}" if target.unit and language == "vi" else amount
