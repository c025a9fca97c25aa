"""``apikey --data`` works on another installation, with that installation's own secrets."""

from __future__ import annotations

import hmac
import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.programs import ROOT, environ_of

KEY_SECRET = "kept-in-the-folder-of-the-demo-and-nowhere-else-0123456789"


def theriac(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "theriac", *words],
        cwd=ROOT,
        env=environ_of(data, THERIAC_OWNER_PASSWORD="long-enough-for-an-owner"),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_key_for_a_demo_is_hashed_with_the_demos_secret(tmp_path: Path) -> None:
    demo, elsewhere = tmp_path / "demo", tmp_path / "elsewhere"
    demo.mkdir()
    elsewhere.mkdir()
    (demo / "theriac_api_key_secret").write_text(KEY_SECRET, "utf-8")
    begun = ["--pharmacy", "Melati", "--country", "id", "--branch", "MLT", "--owner", "owner"]
    assert theriac(demo, "setup", *begun).returncode == 0
    make = ["apikey", "make", "Robot", "--branch", "MLT", "--role", "cashier", "--terminal", "R1"]

    lost = theriac(elsewhere, *make)
    made = theriac(elsewhere, *make, "--data", str(demo))

    assert (lost.returncode, "--data .theriac/demo-id" in lost.stderr) == (2, True)
    assert made.returncode == 0, made.stderr
    secret = made.stdout.splitlines()[0]
    with sqlite3.connect(demo / "theriac.sqlite3") as connection:
        (kept,) = connection.execute("SELECT secret_hash FROM accounts_api_key").fetchone()
    assert kept == hmac.new(KEY_SECRET.encode(), secret.encode(), sha256).hexdigest()
