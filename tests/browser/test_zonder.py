"""Where there is no browser the stories are skipped, and that is seen."""

import pytest

from tests.browser.conftest import CHROMIUM


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: install Debian's chromium to play the browser tests")
def test_there_is_a_browser_to_play_with() -> None:
    assert CHROMIUM
