"""Answering yes or no: only what the cited clause itself decides."""

from hoi.bot.assistant.affirm.affirm import Judgement, Verdict, judge
from hoi.bot.assistant.affirm.clause import Clause

__all__ = ["Clause", "Judgement", "Verdict", "judge"]
