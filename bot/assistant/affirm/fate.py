"""What became of a body: merged, ended, or still there, as a clause says right beside its name."""

from collections.abc import Iterator
from typing import Literal

from hoi.bot.assistant.affirm.table import table
from hoi.corpus.agencies import find
from hoi.index.words import Language, words

What = Literal["merged", "ended", "kept", "listed", "named", "unmerged"]

_PROVINCE = frozenset(("lang", "son"))


def fate(asked: str, clause: str, language: Language) -> What | None:
    """Return what ``clause`` says became of the body that ``asked``, a question, names; None when it does not.

    ``named``: it keeps its name; ``listed``: it is among those there are; ``unmerged``: it did not have to merge.

    >>> fate("Ban Dân tộc có còn không?", "Sở Dân tộc và Tôn giáo được thành lập từ Ban Dân tộc, tiếp nhận …", "vi")
    'ended'
    """
    known, said = table(language).fate, words(clause, language)
    name = known.aside.sub(" ", " ".join(words(_written_out(asked), language))).split()
    for start, end in _named(name, said, known.frame):
        what = _beside(" ".join(said[:start]), " ".join(said[end:]), language)
        if what is not None:
            return what
    return None


def _written_out(asked: str) -> str:
    """Return a question with the bodies it names in full: "Bộ LĐTBXH"."""
    for each in reversed(find(asked)):
        if each.agency.rank in ("ministry", "department"):
            asked = f"{asked[: each.span.start]}{each.agency.name}{asked[each.span.end :]}"
    return asked


def _named(asked: list[str], said: list[str], frame: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where ``said`` has the name that ``asked`` is about: all its words in a row but those of the ``frame``."""
    for size in range(len(asked), 0, -1):
        for at in range(len(asked) - size + 1):
            rest, name = {*asked[:at], *asked[at + size :]}, asked[at : at + size]
            if rest <= frame and not set(name) <= frame - _PROVINCE:
                starts = range(len(said) - size + 1)
                yield from ((each, each + size) for each in starts if said[each : each + size] == name)


def _beside(before: str, after: str, language: Language) -> What | None:
    known = table(language).fate
    if known.unmerged_after.search(after):
        return "unmerged"
    if known.merged_after.search(after):
        return "merged"
    if known.ended_after.search(after) or known.ended_before.search(before):
        return "ended"
    if known.named_after.search(after) or known.named_before.search(before):
        return "named"
    if known.listed_after.search(after):
        return "listed"
    if known.kept_after.search(after) or known.kept_before.search(before):
        return "kept"
    return "merged" if known.merged_before.search(before) else None
