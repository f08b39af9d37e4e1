"""Who leads and who supports, where an answer names the role first: "Chủ trì: Bộ Công Thương"."""

from collections.abc import Iterator

from hoi.bot.assistant.verify.evidence import Evidence
from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.lexicon import Lexicon
from hoi.bot.assistant.verify.line import Line, line

_LEAD = frozenset(("chủ_trì", "leads", "lead", "led"))


def role_fault(said: Line, evidence: Evidence, known: Lexicon) -> Iterator[Fault] | None:
    """Return the faults of a claim that gives a role to those named after it; None when it is no such claim."""
    words = said.words
    at = next((place for place, word in enumerate(words) if word not in known.allowed), len(words))
    if at >= len(words) or words[at] not in known.roles or at + 1 == len(words):
        return None
    role, named = words[at], words[at + 1 :]
    held = _in_text(role, named, evidence) or _in_duties(role, named, evidence)
    return iter(()) if held else iter((Fault("role", role),))


def _in_text(role: str, named: tuple[str, ...], evidence: Evidence) -> bool:
    """Tell whether the text puts the role right before or right after the very names."""
    forms = (f" {' '.join((*named, role))} ", f" {' '.join((role, *named))} ")
    return any(form in f" {' '.join(row.words)} " for row in evidence.lines for form in forms)


def _in_duties(role: str, named: tuple[str, ...], evidence: Evidence) -> bool:
    cells = [each.lead if role in _LEAD else each.support for each in evidence.duties()]
    held = {line(cell.value, "vi").words for row in cells for cell in row}
    together = {tuple(word for cell in row for word in line(cell.value, "vi").words) for row in cells}
    return bool(named) and named in held | together
