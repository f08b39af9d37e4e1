"""Right or wrong, and why; with the person's consent the question itself is kept for the operators. And /gopy."""

from collections.abc import Sequence
from dataclasses import replace

from hoi.bot.store import Transaction, consents, feedback, meanings, turns
from hoi.bot.store.feedback import Feedback, Verdict
from hoi.bot.store.turns import Asked
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import command_of
from hoi.bot.telegram.answered import Answered, token_of
from hoi.bot.telegram.buttons import Verb, button, keyboard
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.handlers import pressing
from hoi.bot.telegram.handlers.commands import named, tell
from hoi.bot.telegram.handlers.remembered import recalled
from hoi.bot.telegram.incoming import Desk, Incoming, Route
from hoi.bot.telegram.screen import WORDS

REASONS = ("number", "place", "question", "missing")
MAX_REMARK = 2_000
"""Characters of a remark: two screens of a telephone."""
REMARK_SECONDS = 900
"""Seconds after a press of "wrong" in which a remark is taken for its reason."""


async def right(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Note that an answer was right."""
    token = pressing.fields(incoming, 1)[0]
    answered = await recalled(incoming, desk, token)
    if answered is None:
        return pressing.stale(incoming)
    own = token_of(desk.pseudonyms, "remark", incoming.update.update_id)
    await desk.store.run(lambda transaction: _not_wrong(transaction, incoming, token, own))
    await _give(incoming, desk, _feedback(incoming, token, answered, "right"))
    return [pressing.noted(incoming, WORDS.say(incoming.language, "feedback.thanks"))]


async def wrong(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Note that an answer was wrong, and ask why."""
    token = pressing.fields(incoming, 1)[0]
    answered = await recalled(incoming, desk, token)
    if answered is None:
        return pressing.stale(incoming)
    await _give(incoming, desk, _feedback(incoming, token, answered, "wrong"))
    now = int(incoming.received.timestamp())
    latest = _latest(incoming)
    await desk.store.run(
        lambda transaction: meanings.keep(transaction, latest, incoming.whose, token, now, REMARK_SECONDS)
    )
    language = incoming.language
    reasons = [[button(WORDS.say(language, f"feedback.{each}"), Verb.REASON, token, each)] for each in REASONS]
    asked = texts.plain(WORDS.say(language, "feedback.why"))
    return [pressing.noted(incoming), *send_message(pressing.place_of(incoming), asked, keyboard(reasons))]


async def reason(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Note why an answer was wrong; ask once whether the question may be kept, when it still can be."""
    token, why = pressing.fields(incoming, 2)
    answered = await recalled(incoming, desk, token)
    if answered is None or why not in REASONS:
        return pressing.stale(incoming)
    given = _feedback(incoming, token, answered, "wrong", why)
    agreed = await _give(incoming, desk, given)
    question = await desk.store.run(lambda transaction: _question(transaction, incoming, answered))
    if agreed or question is None:
        return [pressing.noted(incoming, WORDS.say(incoming.language, "feedback.noted"))]
    choices = (("agree", 1), ("decline", 0))
    buttons = [
        button(WORDS.say(incoming.language, f"button.{name}"), Verb.CONSENT, token, yes) for name, yes in choices
    ]
    asked = texts.plain(WORDS.say(incoming.language, "feedback.consent"))
    return [pressing.noted(incoming), *send_message(pressing.place_of(incoming), asked, keyboard([buttons]))]


async def consent(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Keep the question, or not."""
    token, yes = pressing.fields(incoming, 2)
    answered = await recalled(incoming, desk, token)
    if answered is None or yes not in ("0", "1"):
        return pressing.stale(incoming)
    if yes == "0":
        return [pressing.noted(incoming, WORDS.say(incoming.language, "feedback.not_kept"))]
    if await desk.store.run(lambda transaction: _question(transaction, incoming, answered)) is None:
        return pressing.stale(incoming)  # not theirs, or forgotten meanwhile: there is nothing to agree to
    now, given = int(incoming.received.timestamp()), _feedback(incoming, token, answered, "wrong")
    await desk.store.run(lambda transaction: consents.give(transaction, incoming.user, now))
    await _give(incoming, desk, given)
    return [pressing.noted(incoming, WORDS.say(incoming.language, "feedback.kept"))]


async def remark(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Keep what a person writes behind /gopy: it is written to be kept, as the bot says beforehand."""
    command = command_of(incoming.message, desk.me)
    words = " ".join(command.rest.split()) if command is not None else ""
    language = incoming.language
    if not words:
        return tell(incoming, WORDS.say(language, "feedback.usage"))
    if len(words) > MAX_REMARK:
        return tell(incoming, WORDS.say(language, "feedback.long", limit=MAX_REMARK))
    now, latest = int(incoming.received.timestamp()), _latest(incoming)
    own = token_of(desk.pseudonyms, "remark", incoming.update.update_id)

    def keep(transaction: Transaction) -> None:
        token = meanings.find(transaction, latest, incoming.chat, now)
        if token and _said(transaction, token, incoming.user) in (None, words):
            feedback.give(transaction, Feedback(token, incoming.user, incoming.chat, "wrong", now, words))
        else:
            feedback.give(transaction, Feedback(own, incoming.user, incoming.chat, "remark", now, words))

    await desk.store.run(keep)
    return tell(incoming, WORDS.say(language, "feedback.received"))


async def _give(incoming: Incoming, desk: Desk, given: tuple[Feedback, Answered]) -> bool:
    """Keep a word on an answer, with the question when its author agreed; tell whether they did."""
    value, answered = given

    def keep(transaction: Transaction) -> bool:
        agreed = consents.given(transaction, incoming.user)
        question = _question(transaction, incoming, answered) if agreed else None
        said = _said(transaction, value.token, value.person) if value.verdict == "wrong" else None
        feedback.give(transaction, replace(value, reason=said or value.reason).asking(question))
        return agreed

    return await desk.store.run(keep)


def _said(transaction: Transaction, token: str, person: str) -> str | None:
    """Return what a person wrote on an answer in words of their own: no button takes its place."""
    before = feedback.of(transaction, token, person)
    return None if before is None or before.reason in REASONS else before.reason


def _not_wrong(transaction: Transaction, incoming: Incoming, token: str, own: str) -> None:
    """Let what was written behind /gopy be a remark, ``own``, and no reason any more why ``token`` is wrong."""
    now, said = int(incoming.received.timestamp()), _said(transaction, token, incoming.user)
    if said is not None:
        feedback.give(transaction, Feedback(own, incoming.user, incoming.chat, "remark", now, said))
    if meanings.find(transaction, _latest(incoming), incoming.chat, now) == token:
        meanings.drop(transaction, _latest(incoming))


def _question(transaction: Transaction, incoming: Incoming, answered: Answered) -> Asked | None:
    """Return the question of an answer while it is still remembered, to whoever wrote it; None to anybody else."""
    now = int(incoming.received.timestamp())
    return turns.asked(transaction, incoming.chat, incoming.user, answered.update, now)


def _feedback(
    incoming: Incoming, token: str, answered: Answered, verdict: Verdict, why: str | None = None
) -> tuple[Feedback, Answered]:
    first = answered.cited[0] if answered.cited else None
    given_at = int(incoming.received.timestamp())
    document, locator = (first.document, first.locator) if first is not None else (None, None)
    value = Feedback(
        token, incoming.user, incoming.chat, verdict, given_at, why,
        document=document, locator=locator, outcome=answered.outcome or None,
    )  # fmt: skip
    return value, answered


def _latest(incoming: Incoming) -> str:
    """Return the name under which the answer that somebody last called wrong is remembered."""
    return f"wrong:{incoming.chat}:{incoming.user}"


ROUTES: tuple[Route, ...] = (
    Route(named("gopy"), remark),
    *pressing.routes({Verb.RIGHT: right, Verb.WRONG: wrong, Verb.REASON: reason, Verb.CONSENT: consent}),
)
