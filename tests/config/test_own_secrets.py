"""The secrets that an installation makes for itself, and what goes before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from theriac.config.env import (
    make_missing_secrets,
    public_secrets,
    read_environment,
    read_variables,
    secrets_in,
)
from theriac.config.own_secrets import PRODUCTION_SECRETS, SECRET_LENGTH, file_of, own_secret
from theriac.config.variable import EnvironmentProblem

KEY = PRODUCTION_SECRETS[0]
FILES = ["theriac_api_key_secret", "theriac_master_key", "theriac_sealing_secret"]


def environ_of_folder(folder: Path, **more: str) -> dict[str, str]:
    return {"THERIAC_ENV_FILE": "", "THERIAC_DATA": str(folder), **more}


def test_one_is_made_once_and_for_this_account_alone(tmp_path: Path) -> None:
    first = own_secret(tmp_path / "data", KEY)
    assert len(first) >= SECRET_LENGTH
    assert own_secret(tmp_path / "data", KEY) == first
    assert [path.name for path in (tmp_path / "data").iterdir()] == [KEY.lower()]
    assert file_of(tmp_path / "data", KEY).stat().st_mode & 0o777 == 0o600


@pytest.mark.rows("SEC-14")
def test_what_is_made_opens_production_and_two_folders_share_nothing(tmp_path: Path) -> None:
    seen: list[str] = []
    for name in ("one", "two"):
        environ = environ_of_folder(tmp_path / name)
        made = make_missing_secrets(environ)
        assert made == [file_of(tmp_path / name, secret) for secret in PRODUCTION_SECRETS]
        environment = read_environment(environ)
        assert environment.production
        assert public_secrets(environment) == []
        seen += [one for secret in PRODUCTION_SECRETS for one in secrets_in(environment, secret)]
        assert make_missing_secrets(environ) == []
    assert len(set(seen)) == 2 * len(PRODUCTION_SECRETS)


@pytest.mark.rows("SEC-14")
def test_what_the_environment_says_goes_before_the_file_and_is_not_made(tmp_path: Path) -> None:
    told = tmp_path / "told"
    told.write_text("f" * SECRET_LENGTH)
    ways = {
        KEY: "e" * SECRET_LENGTH,
        f"{KEY}_FILE": str(told),
        "THERIAC_SECRET_SOURCE": "tests.support.secret_store:ask",
    }
    for way, value in ways.items():
        environ = environ_of_folder(tmp_path / way, **{way: value})
        assert sorted(path.name for path in make_missing_secrets(environ)) == FILES
        own = own_secret(tmp_path / way, KEY)
        assert read_environment(environ)[KEY] not in ("", own)
        assert read_environment(environ_of_folder(tmp_path / way))[KEY] == own
        # A line that was copied from .env.example and left empty says nothing.
        assert read_environment(environ_of_folder(tmp_path / way, **{KEY: ""}))[KEY] == own


@pytest.mark.rows("SEC-14")
@pytest.mark.parametrize("name", PRODUCTION_SECRETS)
def test_a_lost_file_is_refused_with_where_it_belongs(tmp_path: Path, name: str) -> None:
    environ = environ_of_folder(tmp_path)
    make_missing_secrets(environ)
    file_of(tmp_path, name).unlink()
    with pytest.raises(EnvironmentProblem) as refused:
        read_environment(environ)
    sentence = str(refused.value)
    assert sentence.startswith(f"{name} ")
    assert str(file_of(tmp_path, name)) in sentence
    assert "./theriac setup" in sentence


def test_without_production_the_defaults_are_named_as_public(tmp_path: Path) -> None:
    environ = environ_of_folder(tmp_path, THERIAC_ENVIRONMENT="development")
    assert public_secrets(read_environment(environ)) == list(PRODUCTION_SECRETS[:3])
    make_missing_secrets(environ)
    assert public_secrets(read_environment(environ)) == []


def test_a_file_that_is_no_file_is_named(tmp_path: Path) -> None:
    file_of(tmp_path, KEY).mkdir()
    with pytest.raises(EnvironmentProblem, match=KEY.lower()):
        read_variables(environ_of_folder(tmp_path))
