"""Which databases a run takes, and how it is spread over processes."""

import sys

import pytest

from theriac.surfaces.operations.cli.development.test import chosen, pytest_command, spread
from theriac.surfaces.operations.cli.subcommand import Refusal


@pytest.mark.parametrize(
    ("named", "databases"),
    [
        ("", ["sqlite"]),
        ("mariadb", ["mariadb"]),
        (" sqlite , postgresql,sqlite", ["sqlite", "postgresql"]),
    ],
)
def test_the_named_databases_are_chosen_once_each(named: str, databases: list[str]) -> None:
    assert chosen(named) == databases


def test_an_unknown_database_is_refused() -> None:
    with pytest.raises(Refusal, match="Theriac isn't tested on oracle"):
        chosen("sqlite,oracle")


def test_one_database_is_shared_by_two_processes() -> None:
    assert spread(["sqlite"]) == ["--numprocesses=2", "--dist=loadgroup"]


def test_several_databases_get_a_process_each_and_one_for_the_rest() -> None:
    assert spread(["sqlite", "mariadb"]) == [
        "--dist=each",
        "--tx=popen//env:THERIAC_TEST_PART=rest",
        "--tx=popen//env:THERIAC_TEST_PART=sqlite",
        "--tx=popen//env:THERIAC_TEST_PART=mariadb",
    ]


def test_what_a_person_adds_comes_last() -> None:
    command = pytest_command(["sqlite"], long=True, rest=["tests/core", "-x"])
    assert command[:3] == [sys.executable, "-m", "pytest"]
    assert command[-3:] == ["--long", "tests/core", "-x"]
