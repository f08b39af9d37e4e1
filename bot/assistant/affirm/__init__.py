"""Answering yes or no: only what the cited clause itself decides."""

from hoi.bot.assistant.affirm.affirm import Clause, Judgement, Verdict, judge

__all__ = ["Clause", "Judgement", "Verdict", "judge"]
