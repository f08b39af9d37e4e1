"""What is remembered of an answer for the buttons under it: what it cites, what to ask next. Never the question."""

import json
from dataclasses import dataclass

from hoi.bot.assistant.answer import Answer
from hoi.bot.store.pseudonyms import Pseudonyms
from hoi.bot.telegram.references import Reference

_TOKEN = 16
"""Hex digits: 64 bits, known only to the chat the answer went to, and asked for together with it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as its buttons need it; ``update`` is the update that asked, the question's name for a while.

    ``outcome`` is its status, empty for one that was remembered before that was noted.
    """

    update: int
    language: str
    cited: tuple[Reference, ...] = ()
    suggestions: tuple[str, ...] = ()
    outcome: str = ""

    @classmethod
    def of(cls, update: int, answer: Answer) -> "Answered":
        """Return what is remembered of ``answer``."""
        cited = tuple(dict.fromkeys(Reference(each.document, each.locator) for each in answer.sources))
        return cls(update, answer.language, cited, answer.suggestions, answer.status)

    def dump(self) -> str:
        """Return it as JSON."""
        cited = [[each.document, each.locator] for each in self.cited]
        kept = [self.update, self.language, cited, list(self.suggestions), self.outcome]
        return json.dumps(kept, ensure_ascii=False)

    @classmethod
    def load(cls, stored: str) -> "Answered":
        """Return what ``dump`` wrote."""
        update, language, cited, suggestions, *outcome = json.loads(stored)
        return cls(update, language, tuple(Reference(*each) for each in cited), tuple(suggestions), *outcome)


def token_of(pseudonyms: Pseudonyms, purpose: str, number: int) -> str:
    """Return the token of what an update or a message brought about; the same when it is handled again."""
    return pseudonyms.derive(f"{purpose}:{number}")[:_TOKEN]
