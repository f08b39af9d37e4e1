"""The sample questions as buttons, and what a pressed button means."""

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from hoi.bot.templates import render

_DATA = re.compile(r"ask:(vi|en):([0-9])")


def questions(language: str) -> list[str]:
    """Return the sample questions in ``language``."""
    return render("telegram_samples", language).splitlines()


def keyboard(language: str) -> InlineKeyboardMarkup:
    """Return one button for each sample question; its data is the question's number, far below 64 bytes."""
    return InlineKeyboardMarkup.from_column(
        [
            InlineKeyboardButton(question, callback_data=f"ask:{language}:{number}")
            for number, question in enumerate(questions(language))
        ]
    )


def pressed(data: str | None) -> str | None:
    """Return the question behind a button's data; None for data this version does not know.

    >>> pressed("ask:vi:9") is None
    True
    """
    match = _DATA.fullmatch(data or "")
    if match is None:
        return None
    offered = questions(match[1])
    return offered[int(match[2])] if int(match[2]) < len(offered) else None
