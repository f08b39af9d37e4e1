"""The command ``hoi``, run in this process."""

import pytest

from tests.auxil.terminal import Hoi, in_process


@pytest.fixture
def hoi(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hoi:
    return in_process(capsys, monkeypatch)
