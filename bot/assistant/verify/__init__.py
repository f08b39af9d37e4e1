"""Verifying: nothing in an answer's words that its citations do not carry."""

from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.verifier import Verifier, slices

__all__ = ["Fault", "Verifier", "slices"]
