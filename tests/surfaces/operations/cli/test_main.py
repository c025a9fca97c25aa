"""The command line says what it can do, and in a sentence what it can't."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from theriac.surfaces.operations.cli.main import SUBCOMMANDS, help_text, main, parse

ROOT = Path(__file__).resolve().parents[4]
PROMISED = {
    "demo",
    "test",
    "setup",
    "serve",
    "check",
    "verify",
    "import",
    "backup",
    "restore",
    "apikey",
    "bench",
    "shell",
    "conform",
}


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with an environment that holds only what is given."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **variables}
    return subprocess.run(
        [sys.executable, "-m", "theriac", *words],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_help_lists_every_promised_word() -> None:
    listed = {command.name for command in SUBCOMMANDS if command.summary}
    assert PROMISED - listed == set()
    assert all(f"  {name}" in help_text() for name in PROMISED)


def test_no_line_of_the_help_is_wider_than_a_terminal() -> None:
    assert [line for line in help_text().splitlines() if len(line) > 100] == []


@pytest.mark.parametrize("words", [[], ["help"], ["--help"], ["-h"]])
def test_help_needs_no_database(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out == help_text() + "\n"


def test_what_a_subcommand_does_not_know_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse(["verify", "--sideways"])
    assert stopped.value.code == 2
    assert "verify doesn't know --sideways" in capsys.readouterr().err


def test_what_test_does_not_know_goes_to_pytest() -> None:
    assert parse(["test", "tests/core", "-x", "-k", "money"]).rest == [
        "tests/core",
        "-x",
        "-k",
        "money",
    ]


@pytest.mark.rows("OPS-22", "SEC-14")
def test_a_missing_variable_is_named_at_start(tmp_path: Path) -> None:
    result = run("serve", THERIAC_ENVIRONMENT="production", THERIAC_DATA=str(tmp_path))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("THERIAC_SECRET_KEY has its public default,")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.rows("OPS-22")
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("THERIAC_DEBUG", "perhaps", "THERIAC_DEBUG can't be read: write yes or no."),
        ("THERIAC_BACKUP_KEEP", "some", "THERIAC_BACKUP_KEEP can't be read: write a whole number."),
        ("DATABASE_URL", "oracle://x/y", "DATABASE_URL can't be read."),
        ("THERIAC_ENV_FILE", "nowhere.env", "THERIAC_ENV_FILE names nowhere.env,"),
    ],
)
def test_a_variable_that_cannot_be_read_is_named_at_start(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    own = {"THERIAC_DATA": str(tmp_path), "THERIAC_ENVIRONMENT": "development"}
    variables = {**own, name: value}
    result = run("verify", **variables)
    assert result.returncode == 2
    assert result.stderr.startswith(sentence)


def test_a_file_that_is_not_there_is_named() -> None:
    result = run("conform", "no-such-file.json", THERIAC_CALLED_FROM="/nowhere")
    assert (result.returncode, result.stderr) == (
        2,
        "There is no file /nowhere/no-such-file.json.\n",
    )


def test_an_unknown_bench_is_named_with_those_there_are() -> None:
    result = run("bench", "nothing")
    assert result.returncode == 2
    assert result.stderr.startswith("There is no bench nothing. There are: ")
