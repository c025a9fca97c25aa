"""Each kind of device finds its own steps first."""

from __future__ import annotations

import pytest

from theriac.integrations.lan.trust import PLATFORMS, platforms_for


@pytest.mark.parametrize(
    ("agent", "first"),
    [
        ("Mozilla/5.0 (Linux; Android 14; Pixel 7) Chrome/130", "android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1", "ios"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130", "windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605", "macos"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/130", "chromeos"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130", "linux"),
        ("", "android"),
    ],
)
def test_the_steps_of_the_asking_device_come_first(agent: str, first: str) -> None:
    found = platforms_for(agent)
    assert found[0].code == first
    assert {one.code for one in found} == {one.code for one in PLATFORMS}
    assert all(one.steps for one in found)
