"""The project's settings for the server that the scanner looks at."""

from theriac.config.settings import *  # noqa: F403
from theriac.config.settings import MIDDLEWARE as OWN

MIDDLEWARE = ["tests.support.unlimited_tries.UnlimitedTries", *OWN]
