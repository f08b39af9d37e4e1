"""Answering yes or no: only what the cited clause itself decides."""

from hoi.bot.assistant.affirm.affirm import judge
from hoi.bot.assistant.affirm.clause import Clause
from hoi.bot.assistant.affirm.verdict import Judgement, Verdict

__all__ = ["Clause", "Judgement", "Verdict", "judge"]
