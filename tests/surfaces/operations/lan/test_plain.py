"""Plain HTTP serves the page of trust and nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from theriac.surfaces.operations.lan.plain import application


def ask(path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
    environ: dict[str, Any] = {"PATH_INFO": path, "REQUEST_METHOD": method, **headers}
    setup_testing_defaults(environ)
    environ["wsgi.input"] = io.BytesIO(b"")
    told: list[Any] = []
    body = b"".join(application(environ, lambda status, found, *_: told.extend([status, found])))  # type: ignore[arg-type]
    return told[0], dict(told[1]), body


@pytest.mark.parametrize("path", ["/", "/counter/", "/accounts/login/", "/api/v1/sales", "/trust"])
def test_everything_else_leads_to_it(lan: Path, path: str) -> None:
    status, headers, body = ask(path)
    assert (status, headers["Location"], body) == ("302 Found", "/trust/", b"")


def test_its_three_files_are_there(lan: Path) -> None:
    for path, kind in (
        ("/trust/", "text/html; charset=utf-8"),
        ("/trust/page.css", "text/css; charset=utf-8"),
        ("/trust/theriac-authority.crt", "application/x-x509-ca-cert"),
    ):
        status, headers, body = ask(path)
        assert (status, headers["Content-Type"]) == ("200 OK", kind)
        assert body
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert ask(path, "HEAD")[2] == b""


def test_it_takes_nothing(lan: Path) -> None:
    assert ask("/trust/", "POST")[0] == "405 Method Not Allowed"


def test_a_strange_host_changes_nothing(lan: Path) -> None:
    page = ask("/trust/", HTTP_HOST='evil.example"><script>')[2].decode()
    assert "evil" not in page
    assert "https://192.168.1.20:8443/counter/" in page
