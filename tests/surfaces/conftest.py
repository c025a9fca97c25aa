"""What every surface's tests may ask for."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def mails(settings: Any) -> None:
    """A server that sends e-mail: without one no customer registers."""
    settings.MAIL_WORKS = True
