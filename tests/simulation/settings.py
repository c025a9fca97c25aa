"""The project's settings for a server whose clock the simulator tells."""

from theriac.config.settings import *  # noqa: F403
from theriac.config.settings import MIDDLEWARE as OWN

MIDDLEWARE = ["tests.simulation.told_time.ToldTime", *OWN]
PASSWORD_HASHERS = ["tests.support.hashers.QuickArgon2"]
