"""On a full disk every door says so: what happened, and that somebody must make room."""

from __future__ import annotations

import errno
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from tests.surfaces.api.refusals.test_errors import assert_problem
from theriac.surfaces.api.refusals.errors import response_for
from theriac.surfaces.counter import terminals
from theriac.surfaces.operations import installation
from theriac.surfaces.operations.cli.main import main

FULL = OperationalError("database or disk is full")


def full(*_given: Any, **_named: Any) -> Any:
    raise FULL


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "The server’s disk is full"), ("id", "Disk server penuh")],
)
def test_signing_in_says_so(monkeypatch: pytest.MonkeyPatch, language: str, title: str) -> None:
    monkeypatch.setattr("theriac.domains.accounts.security.tries._open", full)
    client = Client(raise_request_exception=False, headers={"accept-language": language})
    typed = {"login": "sari", "password": "sembilan-jamu-7"}
    answer = client.post(reverse("account_login"), typed)
    assert answer.status_code == 503
    assert f"<h1>{title}</h1>" in answer.text
    assert "disk is full" not in answer.text.replace(title, "")


def test_a_program_is_told(rf: Any) -> None:
    response = response_for(rf.get("/"), FULL)
    assert_problem(response, 503, "disk_full")
    assert "free space" in response.content.decode()


def test_a_counter_hears_so_and_keeps_its_sales(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminals, "find_terminal_by_secret", full)
    client = Client(headers={"X-Theriac-Counter": "1"})
    client.cookies["theriac_terminal"] = "secret"
    answer = client.post("/counter/api/offer", "{}", content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (503, "counter.database_away")
    assert answer.json()["detail"].startswith("The server’s disk is full.")
    assert answer["Retry-After"] == "5"


@pytest.mark.django_db
@pytest.mark.parametrize("raised", [FULL, OSError(errno.ENOSPC, "No space left on device")])
def test_a_command_says_so(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    raised: Exception,
) -> None:
    def write(*_given: Any) -> Path:
        raise raised

    monkeypatch.setattr("theriac.surfaces.operations.backups.backup.write_backup", write)
    assert main(["backup", "--to", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("A disk is full, so nothing was kept. Free some room")
    assert "Traceback" not in said


@pytest.mark.django_db
def test_another_failure_of_a_file_is_not_called_that(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def write(*_given: Any) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("theriac.surfaces.operations.backups.backup.write_backup", write)
    with pytest.raises(PermissionError):
        main(["backup", "--to", str(tmp_path)])


@pytest.mark.django_db
@pytest.mark.parametrize(("free", "says"), [(1_000_000, True), (10_000_000_000, False)])
def test_starting_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], free: int, says: bool
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    monkeypatch.setattr(installation, "bring_up_to_date", lambda: None)
    assert main(["prepare"]) == 0
    said = capsys.readouterr()
    assert ("can hold nothing more: the disk is full" in said.out + said.err) is says
