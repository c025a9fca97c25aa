"""Paths mean what they meant where they were typed; ports are ports."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from theriac.surfaces.operations.cli.subcommand import ROOT, path_argument, port_argument, use_data


def test_the_root_is_the_projects_folder() -> None:
    assert (ROOT / "pyproject.toml").is_file()


def test_a_path_is_meant_from_where_the_command_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THERIAC_CALLED_FROM", "/somewhere/else")
    assert path_argument("prices.csv") == Path("/somewhere/else/prices.csv")
    assert path_argument("/full/prices.csv") == Path("/full/prices.csv")


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80a", ""])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"write a number from 1 to 65535"):
        port_argument(text)


def test_a_port_is_a_number() -> None:
    assert (port_argument("1"), port_argument("65535")) == (1, 65535)


def test_a_data_folder_brings_its_own_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("THERIAC_DATA", "DATABASE_URL", "DATABASE_URL_FILE", "THERIAC_SECRET_KEY_FILE"):
        monkeypatch.setenv(name, "before")
    (tmp_path / "theriac_secret_key").write_text("secret")
    environ: dict[str, str] = {"DATABASE_URL_FILE": "x", "DATABASE_URL": "postgresql://h/n"}
    monkeypatch.setattr("os.environ", environ)
    use_data(tmp_path)
    assert environ == {
        "THERIAC_DATA": str(tmp_path),
        "DATABASE_URL": "",
        "THERIAC_KEY_STORE": "",
        "THERIAC_KEY_BACKUP_DIR": "",
        "THERIAC_SECRET_KEY_FILE": str(tmp_path / "theriac_secret_key"),
    }
