"""The static files are looked up once a process, not once a test client.

Each client of Django's loads the middleware anew, and WhiteNoise then visits every static file:
three quarters of the time of a test that asks with many clients.
"""

from __future__ import annotations

from typing import Any

import pytest
from whitenoise.middleware import WhiteNoiseMiddleware

_found: dict[str, dict[str, Any]] = {}


def pytest_configure(config: pytest.Config) -> None:
    visit = WhiteNoiseMiddleware.add_files_from_finders

    def visit_once(self: WhiteNoiseMiddleware) -> None:
        if "files" not in _found:
            visit(self)
            _found["files"] = dict(self.files)
        self.files.update(_found["files"])

    WhiteNoiseMiddleware.add_files_from_finders = visit_once
