"""The project's own settings, with one more address that authenticates and answers nothing."""

from theriac.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.search.urls"
