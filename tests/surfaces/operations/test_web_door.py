"""A demo lets nobody in before its data is there; a pharmacy is never closed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from theriac.config.env import DEMO_MARK, SIGN_INS
from theriac.surfaces.operations.server.web import Door, door_of_demo


def inside(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"inside"]


def asked(application: Any, language: str = "en") -> tuple[str, dict[str, str], str]:
    """The status, the headers and the text of an answer."""
    told: list[Any] = []
    environ = RequestFactory().get("/counter/", headers={"accept-language": language}).environ
    body = application(environ, lambda *head: told.extend(head))
    return told[0], dict(told[1]), b"".join(body).decode()


def test_nobody_comes_in_before_the_data_is_there(tmp_path: Path) -> None:
    application = Door(tmp_path / SIGN_INS).before(inside)

    status, headers, page = asked(application)
    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (
        "503 Service Unavailable",
        "1",
        "no-store",
    )
    assert int(headers["Content-Length"]) == len(page.encode())
    assert '<html lang="en">' in page
    assert "The demo pharmacy is loading. This page opens when it is ready." in page
    assert '<html lang="id">' in asked(application, "id")[2]

    (tmp_path / SIGN_INS).touch()
    assert asked(application)[::2] == ("200 OK", "inside")
    (tmp_path / SIGN_INS).unlink()
    assert asked(application)[2] == "inside"


def test_what_was_never_closed_is_not_guarded(tmp_path: Path) -> None:
    assert Door(None).before(inside) is inside
    (tmp_path / SIGN_INS).touch()
    assert Door(tmp_path / SIGN_INS).before(inside) is inside


def test_who_waits_goes_on_once_it_is_open(tmp_path: Path) -> None:
    door = Door(tmp_path / SIGN_INS)
    waiting = threading.Thread(target=door.wait)
    waiting.start()
    assert waiting.is_alive()
    (tmp_path / SIGN_INS).touch()
    waiting.join(10)
    assert not waiting.is_alive()


@pytest.mark.parametrize(("is_demo", "is_open"), [(True, False), (False, True)])
def test_only_a_demo_has_a_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_demo: bool, is_open: bool
) -> None:
    monkeypatch.setenv("THERIAC_DATA", str(tmp_path))
    monkeypatch.setenv("THERIAC_ENVIRONMENT", "development")
    monkeypatch.setenv("DATABASE_URL", "")
    if is_demo:
        (tmp_path / DEMO_MARK).touch()
    assert door_of_demo().is_open() is is_open
