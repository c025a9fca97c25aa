"""The settings of tools that look at the code and serve nobody: types, written pages, vectors.

They are those of an installation, but need no secrets.
"""

from __future__ import annotations

import os

os.environ.setdefault("THERIAC_ENVIRONMENT", "development")

from theriac.config.settings import *  # noqa: F403
