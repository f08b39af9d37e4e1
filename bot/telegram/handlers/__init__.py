"""What each kind of update does; the first route that fits an update takes it, one that fits none is left alone."""

from hoi.bot.telegram.handlers import (
    answers,
    business,
    commands,
    edits,
    erasing,
    feedback,
    groups,
    guests,
    inline,
    languages,
    operators,
    others,
    presses,
    questions,
    reading,
    reminders,
    tables,
)  # fmt: skip
from hoi.bot.telegram.incoming import Route

ROUTES: tuple[Route, ...] = (
    *groups.ROUTES,
    *reading.ROUTES,  # before /start: one that leads to a provision is a link
    *tables.ROUTES,
    *reminders.ROUTES,
    *feedback.ROUTES,
    *languages.ROUTES,
    *erasing.ROUTES,
    *operators.ROUTES,
    *inline.ROUTES,
    *answers.ROUTES,
    *commands.ROUTES,
    *questions.ROUTES,
    *others.ROUTES,
    *presses.ROUTES,
    *edits.ROUTES,
    *business.ROUTES,
    *guests.ROUTES,
)
