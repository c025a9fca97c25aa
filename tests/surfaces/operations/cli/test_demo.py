"""A demo's folder is its own: never another's, never two demos at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from theriac.config.env import public_secrets, read_environment
from theriac.config.own_secrets import PRODUCTION_SECRETS, file_of
from theriac.surfaces.operations.cli.demo import (
    OURS,
    SIGN_INS,
    check_notes,
    claim_folder,
    environment,
    sentences,
)
from theriac.surfaces.operations.cli.lan import ListenAddress
from theriac.surfaces.operations.cli.subcommand import Refusal

ASHA = {
    "role": "owner",
    "branch": "",
    "name": "Asha Rao",
    "username": "asha",
    "password": "kept-secret",
    "pin": "417283",
    "badge": "TB7K2M",
}
MEERA = {**ASHA, "role": "cashier", "branch": "Matunga", "name": "Meera", "username": "meera"}


def finished_demo(folder: Path) -> None:
    folder.mkdir()
    (folder / OURS).touch()
    (folder / SIGN_INS).write_text(json.dumps({"country": "in", "people": [ASHA, MEERA]}))
    (folder / "files").mkdir()
    (folder / "files" / "picture.webp").write_bytes(b"picture")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work")
    with pytest.raises(Refusal, match="holds something other than a demo"):
        claim_folder(tmp_path, reset=True)
    assert names(tmp_path) == ["thesis.odt"]


def test_the_second_start_keeps_the_data(tmp_path: Path) -> None:
    finished_demo(tmp_path / "demo")
    claim_folder(tmp_path / "demo", reset=False).release()
    assert names(tmp_path / "demo") == sorted([SIGN_INS, "files", OURS])


def test_reset_throws_the_data_away(tmp_path: Path) -> None:
    finished_demo(tmp_path / "demo")
    claim_folder(tmp_path / "demo", reset=True).release()
    assert names(tmp_path / "demo") == [OURS]


def test_a_beginning_that_was_interrupted_is_thrown_away(tmp_path: Path) -> None:
    finished_demo(tmp_path / "demo")
    (tmp_path / "demo" / SIGN_INS).unlink()
    claim_folder(tmp_path / "demo", reset=False).release()
    assert names(tmp_path / "demo") == [OURS]


def test_two_demos_never_share_a_folder(tmp_path: Path) -> None:
    lock = claim_folder(tmp_path, reset=False)
    with pytest.raises(Refusal, match="A demo runs in"):
        claim_folder(tmp_path, reset=False)
    lock.release()
    claim_folder(tmp_path, reset=False).release()


def test_a_demo_has_secrets_and_a_database_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL_FILE", "somewhere")
    first = environment(tmp_path)
    assert first["DATABASE_URL"] == ""
    assert "DATABASE_URL_FILE" not in first
    secret = Path(first["THERIAC_SECRET_KEY_FILE"])
    kept = secret.read_text()
    assert len(kept) >= 40
    assert kept != Path(first["THERIAC_API_KEY_SECRET_FILE"]).read_text()
    assert environment(tmp_path) == first
    assert secret.read_text() == kept


@pytest.mark.rows("SEC-14")
def test_a_demo_needs_nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.environ", {"THERIAC_ENV_FILE": "", "THERIAC_SECRET_KEY": ""})
    read = read_environment(environment(tmp_path))
    assert (read.production, public_secrets(read)) == (False, [])
    for name in PRODUCTION_SECRETS:
        assert file_of(tmp_path, name).stat().st_mode & 0o777 == 0o600


@pytest.mark.rows("UX-12")
def test_everybodys_ways_in_are_shown_with_the_address(tmp_path: Path) -> None:
    finished_demo(tmp_path / "demo")
    text = "\n".join(sentences(tmp_path / "demo", ListenAddress("127.0.0.1", 8123)))
    assert "http://127.0.0.1:8123/counter/" in text
    assert (
        "  sign in as  password     PIN     badge   who\n"
        "  asha        kept-secret  417283  TB7K2M  Asha Rao, owner, all branches\n"
        "  meera       kept-secret  417283  TB7K2M  Meera, cashier, Matunga\n"
    ) in text
    assert str(tmp_path / "demo" / "worker.log") in text
    assert "(India)" in text
    assert "The first browser on this machine that opens the counter is paired." in text
    assert "never for real data" in text


def test_a_demo_of_an_earlier_theriac_is_told_and_kept(tmp_path: Path) -> None:
    finished_demo(tmp_path / "demo")
    (tmp_path / "demo" / SIGN_INS).write_text(json.dumps({"country": "in", "sign_ins": []}))
    with pytest.raises(Refusal, match="--reset"):
        check_notes(tmp_path / "demo", "in")
    assert (tmp_path / "demo" / "files" / "picture.webp").exists()


def test_a_demo_of_another_country_is_told(tmp_path: Path) -> None:
    finished_demo(tmp_path / "demo")
    with pytest.raises(Refusal, match="India"):
        check_notes(tmp_path / "demo", "id")
    check_notes(tmp_path / "demo", "in")
