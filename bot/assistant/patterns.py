"""Patterns: the cues of the tables beside this module, compiled."""

import re


def at_a_word(cue: str | list[str]) -> re.Pattern[str]:
    """Compile a cue, one pattern or several of which any will do, to match from the start of a word only.

    >>> bool(at_a_word(["ai lam", "do ai"]).search("phai lam"))
    False
    """
    return re.compile(rf"(?<!\w)(?:{cue if isinstance(cue, str) else '|'.join(cue)})")
