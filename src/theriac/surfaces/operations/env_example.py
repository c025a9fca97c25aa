"""Writes ``.env.example`` from the variables themselves: ``python -m`` this module prints it."""

from __future__ import annotations

import sys
import textwrap

from theriac.config.env import VARIABLES
from theriac.config.variable import Variable

HEAD = """\
# Every variable that Theriac reads. Copy this file to .env and change what should differ; a line
# that stays a comment means its default. The environment wins over this file.
# Of a variable marked "secret", NAME_FILE may name a file that holds the value instead.
"""

COMMANDS = (
    ("THERIAC_ENV_FILE", "", "another file than .env"),
    ("THERIAC_PYTHON", "", "the Python that ./theriac builds its environment from"),
    ("THERIAC_OWNER_PASSWORD", "", "the owner's password for ./theriac setup without a keyboard"),
    ("THERIAC_TEST_DATABASES", "sqlite", "databases of ./theriac test: sqlite,postgresql,mariadb"),
    (
        "THERIAC_TEST_POSTGRESQL_URL",
        "postgresql://postgres@127.0.0.1:5432/theriac",
        "a server where the account may create databases; tests use databases of their own there",
    ),
    (
        "THERIAC_TEST_MARIADB_URL",
        "mysql://root@127.0.0.1:3306/theriac",
        "the same for MariaDB",
    ),
    (
        "THERIAC_TEST_REDIS_URL",
        "redis://127.0.0.1:6379/15",
        "a Redis for the tests of sessions; they remove what they keep there",
    ),
    ("THERIAC_SHARED", "", "folder of real files; adds the tests that read them"),
    ("THERIAC_CHROMIUM", "", "the Chromium or Chrome that drives the journeys"),
    ("CI", "", "true makes a skipped test a failure"),
    (
        "THERIAC_ENGINE_DATA",
        ".theriac/engine",
        "folder of the document engine; all that it takes is in engine/README.md",
    ),
    ("THERIAC_ENGINE_PORT", "8090", "its port"),
    ("THERIAC_ENGINE_MAX_MEMORY", "1000", "megabytes of the process that reads one document"),
    ("THERIAC_ENGINE_OCR", "", "1 installs what reads scans and photos besides"),
)
"""What only the commands read, from the environment, not from the file: name, default, meaning."""


def _block(name: str, default: str, meaning: str) -> str:
    words = textwrap.wrap(f"{meaning}.", 97)
    return "".join(f"# {line}\n" for line in words) + f"#{name}={default}\n"


def _of_variable(variable: Variable) -> str:
    marks = " (secret)" if variable.secret else ""
    needed = "" if variable.default is not None else " (needed)"
    shown = "" if variable.secret else variable.default or ""
    return _block(variable.name, shown, f"{variable.meaning}{marks}{needed}")


def env_example() -> str:
    """The whole text of ``.env.example``."""
    blocks = [HEAD, *map(_of_variable, VARIABLES)]
    blocks.append("# ---- Read by ./theriac and its tests, from the environment only\n")
    blocks += [_block(*command) for command in COMMANDS]
    return "\n".join(blocks)


if __name__ == "__main__":
    sys.stdout.write(env_example())
