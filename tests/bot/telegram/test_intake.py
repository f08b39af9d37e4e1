from typing import Any

import pytest

from hoi.bot.store.pseudonyms import Pseudonyms
from hoi.bot.telegram.connecting import connection_in
from hoi.bot.telegram.intake import lane_of
from tests.auxil import updates


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        (updates.message("a", 42), "chat:42"),
        (updates.message("a", -100, group=True), "chat:-100"),
        (updates.edited("a"), "chat:42"),
        (updates.press("a", 42), "chat:42"),
        (updates.inline("a", 42), "user:42"),
        (updates.member("kicked", 42), "chat:42"),
        (updates.connection(), "business:b"),
        (updates.business("a"), "business:b:42"),
        (updates.guest("a"), "chat:-555"),
        ({"poll": {"id": "1"}}, "update:1"),
        ({}, "update:1"),
        ({"message": {"chat": "không phải"}}, "update:1"),
    ],
    ids=[
        "message", "group", "edited", "press", "inline", "member", "connection", "business", "guest", "poll", "empty",
        "odd",
    ],
)  # fmt: skip
def test_updates_of_one_chat_share_a_lane(update: dict[str, object], lane: str) -> None:
    assert lane_of({"update_id": 1, **update}) == lane


@pytest.mark.parametrize(
    ("connection", "may_reply"),
    [
        ({}, True),
        ({"is_enabled": False}, False),
        ({"rights": {"can_reply": False}}, False),
        ({"rights": {}}, False),
        ({"rights": None}, False),
        ({"rights": {"can_reply": 1}}, False),
    ],
)
def test_right_to_reply_is_read_strictly(connection: dict[str, Any], may_reply: bool) -> None:
    update = updates.connection()
    update["business_connection"] |= connection
    found = connection_in(update, Pseudonyms(bytes(32)))
    assert found is not None
    assert (found.id, found.may_reply) == ("b", may_reply)


@pytest.mark.parametrize("said", [None, "x", {}, {"id": 5}, {"id": "b", "user": {"id": "x"}, "is_enabled": True}])
def test_what_is_no_connection_is_none(said: object) -> None:
    assert connection_in({"update_id": 1, "business_connection": said}, Pseudonyms(bytes(32))) is None
