"""Which of the two languages a person wants to read: ``?lang=``, else what the browser prefers."""

from starlette.requests import Request

from hoi.bot.assistant.answer import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")
_MOST_RANGES = 20
"""Language ranges that are looked at; browsers send fewer than ten."""


def chosen(request: Request) -> Language | None:
    """Return the language named by ``?lang=``, or None."""
    named = request.query_params.get("lang")
    return named if named in LANGUAGES else None


def preferred(request: Request) -> Language:
    """Return the language to speak to this person: Vietnamese unless they chose or prefer English."""
    return chosen(request) or accepted(request.headers.get("accept-language", ""))


def accepted(header: str) -> Language:
    """Return the better liked of the two languages in an Accept-Language header (RFC 9110, section 12.5.4).

    >>> accepted("fr, en-GB;q=0.8, vi;q=0.3"), accepted("vi-VN, en;q=0.9"), accepted("fr;q=x")
    ('en', 'vi', 'vi')
    """
    best: Language = "vi"
    weight = 0.0
    for item in header.split(",", _MOST_RANGES)[:_MOST_RANGES]:
        tag, _, parameter = item.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        if primary in LANGUAGES and (liked := _weight(parameter)) > weight:
            best, weight = primary, liked
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if name.strip() == "q" and 0 <= weight <= 1 else 0.0
