import pytest

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
        (updates.business("a"), "business:b"),
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
