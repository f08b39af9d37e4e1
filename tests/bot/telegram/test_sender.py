"""What becomes of a call that Telegram refuses, or that does not arrive."""

import asyncio
from typing import Any

import httpx
import pytest
from telegram.error import NetworkError, TimedOut

from hoi.bot.telegram.api import Api
from hoi.bot.telegram.calls import Call, send_chat_action
from hoi.bot.telegram.pace import Pace, Stopping, Window
from hoi.bot.telegram.place import Place
from hoi.bot.telegram.sender import FAILURES, Delivery, Revoked, Sender
from hoi.bot.telegram.troubles import Kind
from tests.auxil.desk import Hand, Unhurried
from tests.auxil.recorder import Fault, Recorder
from tests.auxil.telegram_call import Call as Received

SAY = Call("sendMessage", {"chat_id": -42, "text": "Có.", "entities": [{"type": "bold", "offset": 0, "length": 2}]})
EDIT = Call("editMessageText", {"chat_id": -42, "message_id": 7, "text": "Có."})


class Sent:
    """A call sent against scripted trouble: what the network saw, how long was waited, what was recorded."""

    def __init__(self, call: Call, *troubles: Any, lasts: float = 1e9) -> None:
        self.hand, self.recorded = Hand(), list[Delivery]()
        self.recorder = Recorder(_script(list(troubles)))
        asyncio.run(self._send(call, lasts))

    async def _send(self, call: Call, lasts: float) -> None:
        waiting = Unhurried(self.hand)
        api = Api("1:x", request=self.recorder, get_updates_request=self.recorder)
        sender = Sender(api, Pace(self.hand.seconds, waiting), waiting, Window())

        async def record(delivery: Delivery) -> None:
            self.recorded.append(delivery)

        delivery = await sender.send(call, record, lambda: self.hand.seconds() > lasts)
        assert self.recorded == [delivery]

    @property
    def delivery(self) -> Delivery:
        return self.recorded[0]

    @property
    def methods(self) -> list[str]:
        return [call.method for call in self.recorder.calls]


def _script(troubles: list[Any]) -> Fault:
    def fault(_: Received) -> tuple[int, dict[str, Any]] | None:
        trouble = troubles.pop(0) if troubles else None
        if isinstance(trouble, BaseException):
            raise trouble
        if trouble is None:
            return None
        status, description, *parameters = trouble
        body = {"ok": False, "error_code": status, "description": description}
        return status, body | ({"parameters": parameters[0]} if parameters else {})

    return fault


def network(cause: httpx.HTTPError) -> NetworkError:
    error = TimedOut() if isinstance(cause, httpx.TimeoutException) else NetworkError("httpx")
    error.__cause__ = cause
    return error


def refused(description: str) -> tuple[int, str]:
    return 400, f"Bad Request: {description}"


@pytest.fixture(autouse=True)
def _new_periods(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # the library warns of its coming change otherwise


def test_message_made_is_told() -> None:
    assert Sent(SAY).delivery.message == 1001


def test_flood_limit_is_waited_for() -> None:
    sent = Sent(SAY, (429, "Too Many Requests: retry after 7", {"retry_after": 7}))
    assert (len(sent.recorder.calls), sent.hand.waited, sent.delivery.lost) == (2, [7], None)


@pytest.mark.parametrize("status", [500, 502, 503, 409])
def test_failing_server_is_asked_again_and_not_for_ever(status: int) -> None:
    assert Sent(SAY, (status, "Internal Server Error")).hand.waited == [1]
    sent = Sent(SAY, *[(status, "Internal Server Error")] * 99)
    assert (len(sent.recorder.calls), sent.delivery.lost) == (FAILURES + 1, Kind.FAILED)
    assert max(sent.hand.waited) == 60


def test_unreachable_server_is_asked_until_the_answer_is_too_old() -> None:
    sent = Sent(SAY, *[network(httpx.ConnectError("từ chối"))] * 9999, lasts=24 * 3600)
    assert sent.delivery.lost is Kind.LATE
    assert 24 * 3600 < sent.hand.seconds() < 24 * 3600 + 120


@pytest.mark.parametrize("cause", [httpx.ReadTimeout("chậm"), httpx.RemoteProtocolError("đứt"), httpx.ReadError("đứt")])
def test_call_of_unknown_fate_is_made_once_more_at_most(cause: httpx.HTTPError) -> None:
    assert Sent(SAY, network(cause)).delivery.message == 1001
    sent = Sent(SAY, *[network(cause)] * 9)
    assert (len(sent.recorder.calls), sent.delivery.lost) == (2, Kind.UNKNOWN)


@pytest.mark.parametrize(
    "description", ["can't parse entities: unsupported start tag", "ENTITY_BOUNDS_INVALID", "BUTTON_DATA_INVALID"]
)
def test_formatting_that_telegram_does_not_read_is_left_out_once(description: str) -> None:
    sent = Sent(SAY, refused(description))
    assert sent.delivery.message == 1001
    assert "entities" not in sent.recorder.calls[1].params
    assert Sent(SAY, *[refused(description)] * 9).delivery.lost is Kind.MALFORMED


def test_message_that_is_as_wanted_is_delivered() -> None:
    sent = Sent(EDIT, refused("message is not modified: specified new message content is exactly the same"))
    assert (sent.delivery.message, sent.delivery.lost, sent.methods) == (7, None, ["editMessageText"])


@pytest.mark.parametrize("description", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"])
def test_message_that_is_gone_is_sent_anew(description: str) -> None:
    sent = Sent(EDIT, refused(description))
    assert sent.methods == ["editMessageText", "sendMessage"]
    assert "message_id" not in sent.recorder.calls[1].params
    assert sent.delivery.message == 1001


def test_topic_that_is_gone_is_left_out() -> None:
    sent = Sent(SAY.having(message_thread_id=5), refused("message thread not found"))
    assert ["message_thread_id" in call.params for call in sent.recorder.calls] == [True, False]


def test_group_is_followed_to_where_it_moved() -> None:
    sent = Sent(SAY, (*refused("group chat was upgraded to a supergroup chat"), {"migrate_to_chat_id": -1009}))
    assert [call.chat for call in sent.recorder.calls] == [-42, -1009]
    assert (sent.delivery.moved_to, sent.delivery.message) == (-1009, 1001)


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        ((403, "Forbidden: bot was blocked by the user"), Kind.DEAD),
        ((403, "Forbidden: bot was kicked from the supergroup chat"), Kind.DEAD),
        (refused("chat not found"), Kind.DEAD),
        (refused("query is too old and response timeout expired or query ID is invalid"), Kind.LATE),
        (refused("QUERY_ID_INVALID"), Kind.LATE),
        (refused("not enough rights to send text messages to the chat"), Kind.MUTED),
        (refused("TOPIC_CLOSED"), Kind.MUTED),
        ((403, "Forbidden: CHAT_WRITE_FORBIDDEN"), Kind.DEAD),
        (refused("message text is empty"), Kind.REFUSED),
    ],
)
def test_what_would_be_refused_again_is_not_tried_again(trouble: tuple[int, str], kind: Kind) -> None:
    sent = Sent(SAY, *[trouble] * 9)
    assert (len(sent.recorder.calls), sent.delivery.lost) == (1, kind)


def test_what_is_too_late_is_not_sent() -> None:
    sent = Sent(SAY, lasts=-1)
    assert (sent.recorder.calls, sent.delivery.lost) == ([], Kind.LATE)


def test_withdrawn_token_ends_it() -> None:
    with pytest.raises(Revoked):
        Sent(SAY, (401, "Unauthorized"), (401, "Unauthorized"))


def test_method_that_the_server_does_not_know_is_no_withdrawn_token() -> None:
    sent = Sent(SAY, (404, "Not Found: method not found"))
    assert (sent.delivery.lost, sent.methods) == (Kind.REFUSED, ["sendMessage", "getMe"])


def test_token_is_not_given_up_while_telegram_cannot_be_asked() -> None:
    sent = Sent(SAY, (404, "Not Found"), (502, "Bad Gateway"))
    assert (sent.delivery.message, sent.methods) == (1001, ["sendMessage", "getMe", "sendMessage"])


@pytest.mark.parametrize("trouble", [None, (500, "Internal Server Error")])
def test_sign_of_typing_is_given_again_until_the_answer_is_there(trouble: Any) -> None:
    async def typed() -> int:
        done = asyncio.Event()
        shown = 0

        def fault(_: Received) -> tuple[int, dict[str, Any]] | None:
            nonlocal shown
            shown += 1
            if shown == 3:
                done.set()
            return None if trouble is None else (trouble[0], {"ok": False, "description": trouble[1]})

        hand, recorder = Hand(), Recorder(fault)
        waiting = Unhurried(hand)
        api = Api("1:x", request=recorder, get_updates_request=recorder)
        sender = Sender(api, Pace(hand.seconds, waiting), waiting, Window())
        await asyncio.wait_for(sender.typing(send_chat_action(Place(42)), done, again=0.0), 10)
        return shown

    assert asyncio.run(typed()) == 3


def test_call_that_waits_when_the_bot_stops_is_not_recorded() -> None:
    async def stopped() -> list[Delivery]:
        hand, recorded = Hand(), list[Delivery]()
        waiting = Unhurried(hand)
        recorder = Recorder(_script([(500, "Internal Server Error")] * 9))
        api = Api("1:x", request=recorder, get_updates_request=recorder)

        async def record(delivery: Delivery) -> None:
            recorded.append(delivery)

        waiting.stop()
        with pytest.raises(Stopping):
            await Sender(api, Pace(hand.seconds, waiting), waiting, Window()).send(SAY, record, lambda: False)
        return recorded

    assert asyncio.run(stopped()) == []
