"""Which databases a run takes, and what is handed on."""

import argparse
import sys

import pytest

from theriac.surfaces.operations.cli.development.test import chosen, command_of
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


def test_what_a_person_adds_comes_last() -> None:
    options = argparse.Namespace(
        databases="sqlite", long=True, changed=False, keep=False, rest=["tests/core", "-x"]
    )
    assert command_of(options) == [
        sys.executable,
        "-m",
        "tests.running",
        "--databases=sqlite",
        "--long",
        "tests/core",
        "-x",
    ]
