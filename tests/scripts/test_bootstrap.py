"""The environment is built from the locks, found whole or built anew, and says what is missing."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bootstrap(tmp_path: Path) -> ModuleType:
    """The script, as it stands in a folder (with a space) of its own."""
    project = tmp_path / "my theriac"
    for name in ("scripts", "requirements", "vendor"):
        shutil.copytree(ROOT / name, project / name)
    spec = importlib.util.spec_from_file_location("bootstrap", project / "scripts/bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def installed(bootstrap: ModuleType, *locks: str) -> None:
    """An environment that says that these locks are installed."""
    bootstrap.create_environment()
    stamp = {
        "python": str(bootstrap.PYTHON.resolve()),
        "locks": {lock: bootstrap.digest(lock) for lock in locks},
    }
    bootstrap.STAMP.write_text(json.dumps(stamp))
    bootstrap.UNFINISHED.unlink()


@pytest.mark.parametrize(
    ("arguments", "environ", "locks"),
    [
        (["demo"], {}, ["core", "engine"]),
        (["engine"], {"THERIAC_ENGINE_OCR": "1"}, ["core", "engine", "ocr"]),
        ([], {}, ["core"]),
        (["serve"], {"DATABASE_URL": "postgresql://h/n"}, ["core", "postgres"]),
        (["serve"], {"THERIAC_S3_BUCKET": "apotek"}, ["core", "s3"]),
        (["serve"], {"DATABASE_URL": "mysql://h/n"}, ["core", "mariadb"]),
        (["serve"], {"DATABASE_URL": "sqlite:///x"}, ["core"]),
        (["serve"], {"THERIAC_REDIS_URL": "redis://h"}, ["core", "redis"]),
        (["test"], {}, ["core", "engine", "postgres", "mariadb", "s3", "redis", "dev"]),
        (["check"], {}, ["core", "engine", "postgres", "mariadb", "s3", "redis", "dev"]),
        (["bench", "sale"], {}, ["core", "engine", "postgres", "mariadb", "s3", "redis", "dev"]),
    ],
)
def test_each_word_installs_what_it_needs(
    bootstrap: ModuleType, arguments: list[str], environ: dict[str, str], locks: list[str]
) -> None:
    assert bootstrap.locks_for(arguments, environ) == locks


def test_the_database_may_be_named_in_files(bootstrap: ModuleType, tmp_path: Path) -> None:
    (bootstrap.ROOT / ".env").write_text("# ours\nTHERIAC_DEBUG=no\nDATABASE_URL='mysql://h/n'\n")
    assert bootstrap.locks_for(["serve"], {}) == ["core", "mariadb"]
    (tmp_path / "url").write_text("postgresql://h/n\n")
    environ = {"DATABASE_URL_FILE": str(tmp_path / "url")}
    assert bootstrap.locks_for(["serve"], environ) == ["core", "postgres"]


def test_an_environment_is_ready_when_its_locks_are_installed(bootstrap: ModuleType) -> None:
    installed(bootstrap, "core")
    assert bootstrap.is_ready(["core"]) is True
    assert bootstrap.is_ready(["core", "dev"]) is False


def test_a_changed_lock_is_installed_anew(bootstrap: ModuleType) -> None:
    installed(bootstrap, "core", "dev")
    with (bootstrap.ROOT / "requirements" / "core.txt").open("a") as lock:
        lock.write("# changed\n")
    assert bootstrap.is_ready(["dev"]) is True
    assert bootstrap.is_ready(["core"]) is False


def test_an_interrupted_installation_is_not_relied_on(bootstrap: ModuleType) -> None:
    installed(bootstrap, "core")
    bootstrap.UNFINISHED.touch()
    assert bootstrap.read_stamp() == {}


def test_a_python_that_went_away_is_noticed(bootstrap: ModuleType) -> None:
    installed(bootstrap, "core")
    bootstrap.PYTHON.unlink()
    assert bootstrap.read_stamp() == {}


def test_a_spoilt_stamp_is_no_stamp(bootstrap: ModuleType) -> None:
    installed(bootstrap, "core")
    bootstrap.STAMP.write_text("{")
    assert bootstrap.read_stamp() == {}


def test_another_python_is_taken_when_it_is_asked_for(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(bootstrap, "core")
    stamp = json.loads(bootstrap.STAMP.read_text())
    monkeypatch.setenv("THERIAC_PYTHON", sys.executable)
    assert bootstrap.is_other_python_asked(stamp["python"]) is False
    assert bootstrap.is_other_python_asked("/usr/bin/python3.99") is True


def pip_version(bootstrap: ModuleType) -> str:
    command = [str(bootstrap.PYTHON), "-I", "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_an_environment_has_the_vendored_pip(bootstrap: ModuleType) -> None:
    (bootstrap.ROOT / ".venv").mkdir()
    (bootstrap.ROOT / ".venv" / "leftover").touch()
    bootstrap.create_environment()
    (wheel,) = (ROOT / "vendor").glob("pip-*.whl")
    assert pip_version(bootstrap).split()[1] == wheel.name.split("-")[1]
    assert not (bootstrap.ENVIRONMENT / "leftover").exists()


@pytest.mark.platforms("linux", "darwin")
def test_an_environment_is_made_where_venv_and_ensurepip_are_missing(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("venv", "ensurepip"):
        monkeypatch.setitem(sys.modules, name, None)
    bootstrap.create_environment()
    assert pip_version(bootstrap).startswith("pip ")
    prefix = subprocess.run(
        [str(bootstrap.PYTHON), "-I", "-c", "import sys; print(sys.prefix != sys.base_prefix)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert prefix.stdout == "True\n"


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
        ("NewConnectionError: Temporary failure in name resolution", "The packages could not be"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE", "A downloaded package isn't"),
        (
            "ERROR: No matching distribution found for django==5.2.19",
            "A package could not be found",
        ),
        ("something odd", "Installing stopped. Its last words:\nsomething odd"),
    ],
)
def test_a_failure_is_a_sentence(bootstrap: ModuleType, output: str, sentence: str) -> None:
    assert bootstrap.explain(output).startswith(sentence)


def test_a_failed_installation_is_told_and_begun_anew(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (bootstrap.ROOT / "requirements" / "core.txt").write_text("nothing-like-this==1.0\n")
    for name in [name for name in os.environ if name.startswith(("PIP_", "THERIAC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert bootstrap.main(["demo"]) == 1
    said = capsys.readouterr().err
    assert "Theriac can't start yet." in said
    assert "Traceback" not in said
    assert bootstrap.read_stamp() == {}


@pytest.mark.platforms("linux", "darwin")
def test_without_a_python_it_says_what_to_install(tmp_path: Path) -> None:
    for name in ("readlink", "cat"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    result = subprocess.run(
        ["/bin/sh", str(ROOT / "theriac"), "demo"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("Theriac needs Python 3.11 or newer")
    assert "sudo apt-get install python3" in result.stderr


@pytest.mark.platforms("linux", "darwin")
def test_a_wrong_theriac_python_is_named() -> None:
    result = subprocess.run(
        ["/bin/sh", str(ROOT / "theriac"), "demo"],
        env={"PATH": os.environ["PATH"], "THERIAC_PYTHON": "/bin/false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.startswith("THERIAC_PYTHON names /bin/false, which isn't")


@pytest.mark.rows("UX-12")
def test_an_installation_is_told_in_percent(
    bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    bootstrap.create_environment()
    bootstrap.LOG.parent.mkdir(exist_ok=True)
    bootstrap.LOG.write_bytes(b"")
    (bootstrap.ROOT / "requirements" / "core.txt").write_text("one==1 \\\n  --hash=x\ntwo==2\n")
    progress = bootstrap.Progress(["core"])
    assert progress.percent() == 0
    bootstrap.LOG.write_bytes(b"Collecting one==1\n  Downloading one\nCollecting two==2\n")
    assert progress.percent() == 50
    found = bootstrap.site_packages() / "one-1.dist-info"
    found.mkdir()
    (found / "RECORD").touch()
    assert progress.percent() == 75
    with progress.running():
        pass
    assert capsys.readouterr().err.endswith("Installing: 100 %\n")
