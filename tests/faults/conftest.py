"""The browser of its own that these tests kill."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.faults.killed import Till
from tests.support.browser import Devices


@pytest.fixture
def till(browser: Browser, live_server: Any, devices: Devices, tmp_path: Path) -> Till:
    made = Till(browser, tmp_path / "profile", live_server.url)
    devices.ends_with(made.kill)
    return made
