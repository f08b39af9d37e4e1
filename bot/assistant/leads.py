"""Leads: how far two figures lie apart, in words; the verifier reads these sentences back and counts again."""

from collections.abc import Sequence

from hoi.bot.assistant.answer import Language
from hoi.bot.assistant.contrast import End, Gap, bounds
from hoi.bot.assistant.items import Items
from hoi.bot.assistant.question import Reading
from hoi.bot.assistant.spelt import spelt
from hoi.bot.ledger_words import number
from hoi.bot.templates import words_of
from hoi.corpus.ledger import Target
from hoi.corpus.model import Document


def leads(gaps: Sequence[Gap], items: Items, reading: Reading, *, for_yes_or_no: bool) -> list[str]:
    """Return a sentence for each gap; of several each names its period, one opens with the answer for yes or no.

    None for several of one period: no sentence would tell which of them it is about.
    """
    said = [_sentence(gap, reading.language) for gap in gaps]
    if len(gaps) == 1:
        opening = _opening(gaps[0], reading) if for_yes_or_no else ""
        return [f"{opening}, {each}" if opening else f"{each[:1].upper()}{each[1:]}" for each in said if each]
    periods = [items.period(*gap.places[0], reading.language) for gap in gaps]
    if len(set(periods)) < len(gaps):
        return []
    return [f"{period}: {each}" for period, each in zip(periods, said, strict=True) if each and period]


def _opening(gap: Gap, reading: Reading) -> str:
    answer = gap.answers(reading.text)
    return "" if answer is None else str(words_of(reading.language)["answer"]["yes" if answer else "no"])


def _sentence(gap: Gap, language: Language) -> str:
    """Return how far two figures lie apart; empty where that has no words."""
    said = _difference(gap, language) if gap.ends else _counts(gap, language)
    return f"{said}." if said else ""


def _difference(gap: Gap, language: Language) -> str:
    words = words_of(language)["gap"]
    parts = [_said(gap, end, language) for end in gap.ends]
    if not all(parts):
        return ""
    one, other = (percentage(bounds(target), language) for target in gap.targets)
    if len(parts) == 1:
        return parts[0].format(one=one, other=other)
    low, high = parts
    way = next(_way(end) for end in gap.ends if end.by)
    return str(words[f"{gap.pairing}_range_{way}"]).format(low=low, high=high, one=one, other=other)


def _said(gap: Gap, end: End, language: Language) -> str:
    """Return the words for one end, with places for the two figures where they belong to it; empty without words."""
    words, by = words_of(language)["gap"], abs(round(end.by, 6))
    form: str = words["_".join(filter(None, (gap.pairing, end.name, _way(end))))]
    points = words["point" if by == 1 else "points"]
    return form.replace("{by}", f"{spelt(by, language)} {points}") if spelt(by, language) else ""


def _way(end: End) -> str:
    return "higher" if end.by > 0 else "lower" if end.by < 0 else "equal"


def _counts(gap: Gap, language: Language) -> str:
    form = str(words_of(language)["gap"].get(f"{gap.pairing}_count", ""))
    one, other = (
        _amount(document, target, language) for (document, _), target in zip(gap.places, gap.targets, strict=True)
    )
    return form.format(one=one, other=other)


def percentage(ends: tuple[float, ...], language: Language) -> str:
    """Return a percentage as answers write it: "85%", "5 - 8%"."""
    return f"{' - '.join(number(each, language) for each in ends)}%"


def _amount(document: Document, target: Target, language: Language) -> str:
    """Return a count as it is printed: "01- 02 mô hình"."""
    spans = [cell.span for cell in (target.low, target.high) if cell is not None and cell.span is not None]
    printed = document.text[min(each.start for each in spans) : max(each.end for each in spans)]
    return f"{printed} {target.unit.value}" if target.unit and language == "vi" else printed
