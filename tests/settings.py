"""The settings under which tests run: the project's own, on a test database of this process."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.support import databases

_folder = Path(tempfile.mkdtemp(prefix="theriac-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for _name in [name for name in os.environ if name.startswith("DATABASE_URL")]:
    del os.environ[_name]
os.environ.update(
    THERIAC_ENVIRONMENT="test",
    THERIAC_ENV_FILE=str(Path(__file__).with_name("test.env")),
    THERIAC_DATA=str(_folder),
    THERIAC_SECOND_STEP_ROLES="",  # most tests are about something else
    DATABASE_URL=databases.address(databases.own_database()),
)

from theriac.config.settings import *  # noqa: E402, F403
from theriac.config.settings import DATABASES  # noqa: E402

_slot = databases.free_slot()
DATABASES["default"]["TEST"] = {
    "NAME": str(_folder / "test.sqlite3")
    if databases.own_database() == "sqlite"
    else f"test_theriac_{_slot}"
}
PASSWORD_HASHERS = ["tests.support.hashers.QuickArgon2"]
