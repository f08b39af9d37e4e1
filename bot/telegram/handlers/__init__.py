"""What each kind of update does; the first route that fits an update takes it, one that fits none is left alone."""

from hoi.bot.telegram.handlers import business, commands, edits, groups, guests, others, presses, questions
from hoi.bot.telegram.incoming import Route

ROUTES: tuple[Route, ...] = (
    *groups.ROUTES,
    *commands.ROUTES,
    *questions.ROUTES,
    *others.ROUTES,
    *presses.ROUTES,
    *edits.ROUTES,
    *business.ROUTES,
    *guests.ROUTES,
)
