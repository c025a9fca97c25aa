"""The typed environment: every variable read, checked and named at start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from theriac.config.env import DEMO_MARK, VARIABLES, read_environment, read_variables
from theriac.config.own_secrets import DEVELOPMENT_SECRET, PRODUCTION_SECRETS
from theriac.config.variable import EnvironmentProblem

LONG = "x" * 40
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.rows("SEC-14", "OPS-22")
@pytest.mark.parametrize("left_out", PRODUCTION_SECRETS)
@pytest.mark.parametrize("named", [{"THERIAC_ENVIRONMENT": "production"}, {}])
def test_production_refuses_a_missing_or_short_secret_naming_it(
    tmp_path: Path, named: dict[str, str], left_out: str
) -> None:
    """Production is what nothing says."""
    given = {
        **named,
        "THERIAC_DATA": str(tmp_path),
        **dict.fromkeys(PRODUCTION_SECRETS, LONG),
    }
    assert read_environment(given).production

    for wrong in ({}, {left_out: "short"}, {left_out: DEVELOPMENT_SECRET}):
        kept = {key: value for key, value in given.items() if key != left_out}
        with pytest.raises(EnvironmentProblem, match=left_out):
            read_environment({**kept, **wrong})


@pytest.mark.rows("SEC-14")
@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("serve", {"THERIAC_ENVIRONMENT": "production"}),
        *((word, {}) for word in ("serve", "web", "worker", "prepare", "trust", "apikey")),
    ],
)
def test_the_program_itself_does_not_start_with_default_secrets(
    tmp_path: Path, named: dict[str, str], word: str
) -> None:
    options = {"apikey": ["list"], "worker": [], "prepare": []}.get(word, ["--port", "1"])
    started = subprocess.run(
        [sys.executable, "-m", "theriac", word, *options],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "THERIAC_DATA": str(tmp_path / "data"),
            "THERIAC_ENV_FILE": str(ROOT / "tests" / "test.env"),
            **named,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    assert started.returncode != 0
    assert started.stderr.startswith(
        "THERIAC_SECRET_KEY has its public default, which anybody reads in Theriac's source."
    )
    assert len(started.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.rows("SEC-14")
def test_secrets_come_from_files_and_from_a_store(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(LONG + "\n")

    from_file = read_variables({"THERIAC_SECRET_KEY_FILE": str(file)})
    from_store = read_variables({"THERIAC_SECRET_SOURCE": "tests.support.secret_store:ask"})

    assert from_file["THERIAC_SECRET_KEY"] == LONG
    assert from_store["THERIAC_SECRET_KEY"].startswith("from-the-store-")
    with pytest.raises(EnvironmentProblem, match="THERIAC_SECRET_KEY_FILE"):
        read_environment({"THERIAC_SECRET_KEY_FILE": str(tmp_path / "missing")})
    with pytest.raises(EnvironmentProblem, match="THERIAC_SECRET_SOURCE"):
        read_environment({"THERIAC_SECRET_SOURCE": "tests.support.nowhere:ask"})


@pytest.mark.rows("OPS-22")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("THERIAC_ENVIRONMENT", "staging"),
        ("THERIAC_HTTPS", "perhaps"),
        ("THERIAC_BACKUP_KEEP", "many"),
        ("THERIAC_LOG_LEVEL", "loud"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(EnvironmentProblem, match=name):
        read_environment({name: value})


def test_a_file_fills_what_the_environment_leaves_out(tmp_path: Path) -> None:
    file = tmp_path / "my.env"
    file.write_text("# ours\nTHERIAC_HTTPS=yes\nTHERIAC_BACKUP_KEEP='3'\n")

    read = read_variables({"THERIAC_ENV_FILE": str(file), "THERIAC_BACKUP_KEEP": "5"})

    assert (read["THERIAC_HTTPS"], read["THERIAC_BACKUP_KEEP"]) == (True, 5)


def test_every_variable_has_a_meaning() -> None:
    assert all(variable.meaning for variable in VARIABLES)
    assert len({variable.name for variable in VARIABLES}) == len(VARIABLES)


@pytest.mark.rows("UX-12", "SEC-14")
@pytest.mark.parametrize(
    ("named", "has_mark", "is_demo"),
    [
        ({"THERIAC_ENVIRONMENT": "development"}, True, True),
        ({"THERIAC_ENVIRONMENT": "development"}, False, False),
        ({"THERIAC_ENVIRONMENT": "development", "DATABASE_URL": "mysql://h/n"}, True, False),
        ({"THERIAC_ENVIRONMENT": "production"}, True, False),
        ({}, True, False),
    ],
)
def test_only_a_demos_own_folder_is_a_demo_and_never_in_production(
    tmp_path: Path, named: dict[str, str], *, has_mark: bool, is_demo: bool
) -> None:
    if has_mark:
        (tmp_path / DEMO_MARK).touch()
    given = {"THERIAC_DATA": str(tmp_path), **dict.fromkeys(PRODUCTION_SECRETS, LONG), **named}
    assert read_environment(given).is_demo is is_demo
