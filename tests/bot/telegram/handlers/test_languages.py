"""/ngonngu: the language of a chat, whatever the language of a person's Telegram."""

import pytest

from tests.auxil import updates
from tests.auxil.desk import Bot, converse, scenario
from tests.auxil.dialogue import Dialogue, labels, said


def test_language_is_chosen_for_the_chat_and_given_back() -> None:
    async def test(bot: Bot) -> None:
        person, other = Dialogue(bot), Dialogue(bot, user=43)
        (offered,) = await person.say("/ngonngu")
        assert labels(offered) == ["Tiếng Việt", "English", "Theo Telegram"]
        assert "answers in English" in said(await person.press("English"))
        assert "a machine" in said(await person.say("/start"))
        assert "bằng máy" in said(await other.say("/start"))
        await person.say("/ngonngu")
        await person.press("As in Telegram")
        assert "bằng máy" in said(await person.say("/start"))

    scenario(test)


@pytest.mark.parametrize("data", ["1l:de", "1l:", "1l"])
def test_language_nobody_offered_is_an_old_button(data: str) -> None:
    assert "Nút này đã cũ" in said(converse(updates.press(data)).calls)
