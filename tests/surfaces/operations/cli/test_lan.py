"""--lan: which certificate is made, what is said, and what is refused."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from theriac.config.env import read_variables
from theriac.integrations.lan.authority import FOLDER, SERVER
from theriac.surfaces.operations.cli.lan import Lan, ListenAddress, lan_of, place_of, prepare_lan
from theriac.surfaces.operations.cli.subcommand import Refusal


def options(**changes: Any) -> argparse.Namespace:
    asked = {"lan": True, "host": None, "port": None, "trust_port": 8080, **changes}
    return argparse.Namespace(**asked)


def unchecked(_host: str, _port: int) -> None:
    """No port is taken."""


def test_without_it_only_this_machine_is_served() -> None:
    assert lan_of(options(lan=False), Path("nowhere")) is None
    assert place_of(options(lan=False)) == ListenAddress("127.0.0.1", 8000)
    assert place_of(options()) == ListenAddress("0.0.0.0", 8443)


@pytest.mark.platforms("linux", "darwin")
def test_the_certificate_is_there_before_anything_listens(tmp_path: Path) -> None:
    lan = lan_of(options(host="192.168.1.20"), tmp_path, check=unchecked)
    assert lan == Lan(tmp_path, "192.168.1.20", 8080)
    assert (tmp_path / FOLDER / SERVER).exists()
    assert lan.variable(8443) == "8443:8080:192.168.1.20"
    assert not lan.is_stale()
    assert lan.trusted().cert_store_stats()["x509_ca"] == 1


@pytest.mark.platforms("linux", "darwin")
def test_it_says_addresses_a_code_and_the_fingerprint_and_no_key(tmp_path: Path) -> None:
    lan = lan_of(options(host="192.168.1.20"), tmp_path, check=unchecked)
    assert lan is not None
    said = "\n".join(lan.sentences(8443))
    assert "  https://192.168.1.20:8443/\n" in said
    assert "begins here: http://192.168.1.20:8080/trust/\n" in said
    assert "█▀" in said
    assert "PRIVATE" not in said


@pytest.mark.platforms("linux", "darwin")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"host": "8.8.8.8"}, "8.8.8.8 is no address of a local network"),
        ({"port": 8080}, "The page of trust needs a port of its own."),
    ],
)
def test_what_cannot_be_is_a_sentence(
    tmp_path: Path, changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        lan_of(options(**changes), tmp_path, check=unchecked)
    assert str(refused.value).startswith(sentence)
    assert not (tmp_path / FOLDER).exists()


def test_the_server_answers_to_the_addresses_that_it_serves(tmp_path: Path) -> None:
    given = {
        "THERIAC_DATA": str(tmp_path),
        "THERIAC_LAN": "8443:8080:192.168.1.20",
        "THERIAC_ALLOWED_HOSTS": "apotek.lan",
    }
    environ: dict[str, str] = {}
    path = prepare_lan(read_variables(given), environ)
    assert path == tmp_path / FOLDER / SERVER
    hosts = environ["THERIAC_ALLOWED_HOSTS"].split(",")
    assert hosts[:2] == ["apotek.lan", "192.168.1.20"]
    assert hosts[-2:] == ["localhost", "127.0.0.1"]
    assert environ["THERIAC_HTTPS"] == "yes"


def test_a_server_without_it_changes_nothing(tmp_path: Path) -> None:
    environ: dict[str, str] = {}
    assert prepare_lan(read_variables({"THERIAC_DATA": str(tmp_path)}), environ) is None
    assert environ == {}
    assert not (tmp_path / FOLDER).exists()
