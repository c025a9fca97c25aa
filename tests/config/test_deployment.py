"""``check --deploy``: what stands against serving a pharmacy is named, one sentence each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from theriac.config.deployment import objections
from theriac.config.env import make_missing_secrets, read_variables
from theriac.config.own_secrets import PRODUCTION_SECRETS as OWN
from theriac.config.own_secrets import file_of

ROOT = Path(__file__).resolve().parents[2]
NOTHING_SET: dict[str, str] = {}


def ready(folder: Path) -> dict[str, str]:
    """An environment against which nothing stands; its data folder is its own."""
    folder.chmod(0o700)
    return {
        "THERIAC_ENVIRONMENT": "production",
        "THERIAC_ENV_FILE": "",
        "THERIAC_SECRET_KEY": "a" * 40,
        "THERIAC_API_KEY_SECRET": "b" * 40,
        "THERIAC_SEALING_SECRET": "c" * 40 + " " + "d" * 40,
        "THERIAC_MASTER_KEY": "e" * 40,
        "THERIAC_HTTPS": "yes",
        "THERIAC_ALLOWED_HOSTS": "apotek.example",
        "THERIAC_TRUSTED_ORIGINS": "https://apotek.example",
        "THERIAC_DATA": str(folder),
        "THERIAC_SEAL_MAIL": "owner@apotek.example",
    }


def said(environ: dict[str, str]) -> list[str]:
    """The first word of each objection: the variable or the path that it is about."""
    return [one.split()[0] for one in objections(read_variables(environ), environ)]


def test_nothing_set_is_refused_thing_by_thing(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    nothing = {"THERIAC_DATA": str(tmp_path)}
    assert said({**nothing, "THERIAC_ENVIRONMENT": "development"})[0] == "THERIAC_ENVIRONMENT"
    assert said(nothing) == [
        "THERIAC_SECRET_KEY",
        "THERIAC_API_KEY_SECRET",
        "THERIAC_SEALING_SECRET",
        "THERIAC_MASTER_KEY",
        "THERIAC_HTTPS",
        "THERIAC_ALLOWED_HOSTS",
        "THERIAC_SEAL_STORE",
    ]


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({}, []),
        ({"THERIAC_DEBUG": "yes"}, ["THERIAC_DEBUG"]),
        ({"THERIAC_SECOND_STEP_ROLES": ""}, ["THERIAC_SECOND_STEP_ROLES"]),
        ({"DATABASE_URL": "postgresql://theriac@127.0.0.1/theriac"}, ["DATABASE_URL"]),
        ({"DATABASE_URL": "mysql://theriac:@127.0.0.1/theriac"}, ["DATABASE_URL"]),
        ({"DATABASE_URL": "postgresql://theriac:secret@127.0.0.1/theriac"}, []),
        ({"THERIAC_FILES": "s3"}, ["THERIAC_S3_BUCKET"]),
        (
            {"THERIAC_S3_BUCKET": "apotek", "THERIAC_S3_ENDPOINT": "http://s3.example"},
            ["THERIAC_S3_ENDPOINT"],
        ),
        ({"THERIAC_S3_BUCKET": "apotek", "THERIAC_S3_ENDPOINT": "http://127.0.0.1:9000"}, []),
        ({"THERIAC_SECRET_KEY": "short"}, ["THERIAC_SECRET_KEY"]),
        ({"THERIAC_API_KEY_SECRET": "a" * 40}, ["THERIAC_API_KEY_SECRET"]),
        ({"THERIAC_SEALING_SECRET": "c" * 40 + " b"}, ["THERIAC_SEALING_SECRET"]),
        ({"THERIAC_HTTPS": "no"}, ["THERIAC_HTTPS"]),
        ({"THERIAC_HTTPS": "no", "THERIAC_LAN": "8443:8080"}, []),
        ({"THERIAC_HSTS_DAYS": "0"}, ["THERIAC_HSTS_DAYS"]),
        ({"THERIAC_ALLOWED_HOSTS": "*"}, ["THERIAC_ALLOWED_HOSTS"]),
        ({"THERIAC_ALLOWED_HOSTS": "localhost"}, ["THERIAC_ALLOWED_HOSTS"]),
        ({"THERIAC_TRUSTED_ORIGINS": "http://a.example"}, ["THERIAC_TRUSTED_ORIGINS"]),
        ({"THERIAC_CORS_ORIGINS": "*"}, ["THERIAC_CORS_ORIGINS"]),
        ({"THERIAC_SEAL_MAIL": ""}, ["THERIAC_SEAL_STORE"]),
        ({"THERIAC_SEAL_MAIL": "", "THERIAC_SEAL_S3": "yes"}, []),
        ({"THERIAC_SEAL_MAIL": "", "THERIAC_SEAL_STORE": "/proc/self/fd"}, []),
    ],
)
def test_one_thing_wrong_is_one_sentence(
    tmp_path: Path, change: dict[str, str], about: list[str]
) -> None:
    assert said({**ready(tmp_path), **change}) == about


@pytest.mark.skipif(os.name != "posix", reason="files have other rights there")
def test_what_other_accounts_can_read_is_named_with_the_way_to_close_it(tmp_path: Path) -> None:
    environ = ready(tmp_path)
    secret = tmp_path / "secret"
    secret.write_text("a" * 40)
    secret.chmod(0o644)
    tmp_path.chmod(0o755)
    environ["THERIAC_SECRET_KEY_FILE"] = str(secret)

    assert objections(read_variables(environ), environ) == [
        f"{path} can be read by other accounts of this machine. Close it: chmod {mode} {path}"
        for path, mode in ((tmp_path, "700"), (secret, "600"))
    ]


@pytest.mark.skipif(os.name != "posix", reason="files have other rights there")
def test_the_secrets_that_setup_makes_are_enough_while_nobody_else_reads_them(
    tmp_path: Path,
) -> None:
    environ = {name: value for name, value in ready(tmp_path).items() if name not in OWN}
    assert said(environ) == list(OWN)
    make_missing_secrets(environ)
    assert said(environ) == []
    for name in OWN:
        file_of(tmp_path, name).chmod(0o640)
    assert said(environ) == [str(file_of(tmp_path, name)) for name in OWN]


@pytest.mark.slow
@pytest.mark.parametrize("change", [{}, {"THERIAC_DEBUG": "yes"}])
def test_the_command_ends_with_what_it_found(tmp_path: Path, change: dict[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "theriac", "check", "--deploy"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **ready(tmp_path)}
        | change,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )

    wrong = bool(change)
    assert ended.returncode == int(wrong), ended.stdout + ended.stderr
    assert ("NO     THERIAC_DEBUG is on" in ended.stdout) is wrong
    assert "Traceback" not in ended.stderr + ended.stdout
