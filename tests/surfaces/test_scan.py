"""A well-known scanner looks at the whole site, as a stranger, as the owner and at the API.

wapiti crawls a real server in which every screen has something to show, sends what attackers send
(scripts, SQL, commands, paths, line ends, foreign addresses) and looks at headers, cookies and
forms. Only with ``--long``; installed by ``scripts/scan --install``, run alone by ``scripts/scan``.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.server import Server
from tests.surfaces.backoffice.busy import busy_shop
from theriac.surfaces.api.export import openapi_document

ROOT = Path(__file__).resolve().parents[2]
WAPITI = ROOT / ".boot" / "scan" / "bin" / "wapiti"
MODULES = "cookieflags,crlf,csp,csrf,exec,file,http_headers,redirect,sql,xss"
HIGH = 3
SECONDS = 600
ENDS_THE_SIGN_IN = ("/accounts/logout/", "/me/devices/", "/people/")
IS_STRICT = os.environ.get("CI", "").lower() in ("1", "true", "yes")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.databases("sqlite"),
    pytest.mark.night,
    pytest.mark.skipif(
        not WAPITI.exists() and not IS_STRICT,
        reason="wapiti isn't installed: scripts/scan --install",
    ),
]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The server's address, and the cookie of an owner who is signed in."""
    _shop, owner = busy_shop()
    server = Server(tmp_path, "tests.surfaces.scan_settings")
    server.start()
    try:
        cookie = "; ".join(f"{name}={one.value}" for name, one in owner.cookies.items())
        yield f"http://127.0.0.1:{server.port}", cookie
    finally:
        server.kill()


def scan(folder: Path, address: str, seconds: int, *more: str) -> list[tuple[int, str, str]]:
    """Level, what and where of each finding; the run ends within bounds."""
    report = folder / "report.json"
    words = [str(WAPITI), "-u", f"{address}/", "--scope", "folder", "-m", MODULES, "-l", "1"]
    words += ["-d", "3", "--max-links-per-page", "40", "--max-files-per-dir", "12"]
    words += ["--max-scan-time", str(seconds), "--max-attack-time", str(seconds)]
    words += ["--flush-session", "--store-session", str(folder), "--store-config", str(folder)]
    words += ["--no-bugreport", "-v", "0", "-f", "json", "-o", str(report)]
    for path in ENDS_THE_SIGN_IN:
        words += ["-x", f"{address}{path}*"]
    environ = {**os.environ, "HOME": str(folder)}
    done = subprocess.run(
        [*words, *more], env=environ, capture_output=True, text=True, check=False, timeout=3600
    )
    assert report.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    assert found["infos"]["crawled_pages_nbr"] > 0
    return [
        (one["level"], kind, f"{one['method']} {one['path']} {one['info']}")
        for group in ("vulnerabilities", "anomalies")
        for kind, ones in found[group].items()
        for one in ones
    ]


@pytest.mark.slow
@pytest.mark.rows("SEC-12")
@pytest.mark.parametrize("who", ["stranger", "owner", "api"])
def test_the_scanner_finds_nothing_high(site: tuple[str, str], tmp_path: Path, who: str) -> None:
    address, cookie = site
    more = () if who == "stranger" else ("-C", cookie)
    if who == "api":
        described = {**openapi_document(), "servers": [{"url": f"{address}/api/v1"}]}
        described["paths"] = {
            path.removeprefix("/api/v1"): one for path, one in described["paths"].items()
        }
        (tmp_path / "openapi.json").write_text(json.dumps(described), "utf-8")
        more = (*more, "--swagger", str(tmp_path / "openapi.json"))
    found = scan(tmp_path, address, SECONDS, *more)
    assert [one for one in found if one[0] >= HIGH] == []
    assert [one for one in found if "500" in one[1] or "Internal" in one[1]] == []
