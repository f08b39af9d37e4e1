"""The terminal's words: in the language of the settings while a command runs, in both for its help."""

from hoi.bot.words import Words

WORDS = Words("cli")


def help_of(command: str) -> str:
    """Return the help of a command: Vietnamese first, English on the next line."""
    return "\n\n".join(WORDS.both(f"help.{command}"))


def help_of_option(option: str) -> str:
    """Return the help of an option: Vietnamese, with English in brackets."""
    vietnamese, english = WORDS.both(f"help.{option}")
    return f"{vietnamese} ({english})"
