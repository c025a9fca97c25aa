"""A fixture for the sweeps over all operations; who imports it, names it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from tests.support.kept import kept
from tests.surfaces.api.world import World, full_world


@pytest.fixture(scope="module")
def kept_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world of the API, built once for a module's tests: see tests/support/kept.

    Its tokens hold for a day, however long a busy machine takes for the module.
    """
    with (
        kept(django_db_blocker),
        override_settings(MAIL_WORKS=True, ACCESS_TOKEN_MINUTES=60 * 24),
    ):
        yield full_world()
