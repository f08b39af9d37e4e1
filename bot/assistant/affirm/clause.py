"""A clause as a question for yes or no is judged by."""

import re
from dataclasses import dataclass

from hoi.bot.assistant.affirm.subject import Subject
from hoi.bot.assistant.affirm.table import table
from hoi.bot.assistant.levels import level_at
from hoi.corpus.model import Document, Level, Provision
from hoi.corpus.periods import Period
from hoi.index.words import Language, words

_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a provision, those of the headings above it, the period that one of them names, and its level."""

    text: str
    headings: str
    period: Period | None
    level: Level
    language: Language

    @property
    def whole(self) -> str:
        """The clause and its headings."""
        return f"{self.text} {self.headings}"

    def denies(self, own: str, subject: Subject) -> bool:
        """Tell whether anything in the clause that the question ``own`` does not say denies, or tells of an end.

        An exception counts wherever it stands; anything else in the sentences that have the subject, and "chỉ" and
        "only" before it.
        """
        known, asked = table(self.language), " ".join(words(own, self.language))
        sentences = _SENTENCE.split(self.text.lower())
        about = [each for each in sentences if subject.runs and subject.stands_in(f"{each} {self.headings}")]
        for each in about or sentences:
            for match in known.denies.finditer(each):
                narrows = match[0] in ("chỉ", "only") and bool(about) and subject.stands_in(each[: match.start()])
                told = " ".join(words(each[match.start() :], self.language)[:2])  # "không" alone ends any question
                if told not in asked and not narrows:
                    return True
        return any(known.excepts.search(each) for each in sentences)

    @classmethod
    def of(cls, document: Document, provision: Provision, language: Language, period: Period | None) -> "Clause":
        """Return the clause in ``language``; ``period`` is that of the heading it stands under."""
        lines = [*document.ancestors(provision.locator), provision]
        said = [document.glossed(each, language) for each in lines]
        return cls(said[-1], " ".join(said[:-1]), period, level_at(document, provision), language)
