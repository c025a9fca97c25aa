"""The environment, typed: every variable that Theriac reads, checked once at start.

A secret may come from a file instead (``THERIAC_SECRET_KEY_FILE=/run/secrets/key``) or from a
secret store: THERIAC_SECRET_SOURCE names a function, ``package.module:function``, that is asked
for each secret by its variable's name and answers the text, or None. A file
``.env`` in the working folder (or the one that THERIAC_ENV_FILE names) fills what the
environment leaves out. ``EnvironmentProblem`` names the variable and says what to do.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theriac.config.mail import MAIL
from theriac.config.object_storage import OBJECT_STORAGE, SCANNING
from theriac.config.privacy import PRIVACY
from theriac.config.seal import SEAL
from theriac.config.sign_in import SIGNING_IN
from theriac.config.variable import Variable
from theriac.config.variable import flag as _flag
from theriac.config.variable import number as _number
from theriac.config.variable import text as _text
from theriac.config.variable import words as _words

DEVELOPMENT_SECRET = "theriac-development-only-secret-not-for-production"  # noqa: S105
PRODUCTION_SECRETS = (
    "THERIAC_SECRET_KEY",
    "THERIAC_API_KEY_SECRET",
    "THERIAC_SEALING_SECRET",
    "THERIAC_MASTER_KEY",
)
SECRET_LENGTH = 40


class EnvironmentProblem(RuntimeError):
    """A variable is missing or can't be read; the text names it and says what to set."""


def _secrets(value: str) -> list[str]:
    found = value.split()
    if not found:
        raise ValueError("write one secret, or several with spaces between them")
    return found


def _folder(value: str) -> Path:
    return Path(value).expanduser().resolve()


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError("write one of: " + ", ".join(choices))
        return value

    return read


VARIABLES = (
    Variable(
        "THERIAC_ENVIRONMENT",
        "development, test or production; production refuses default secrets",
        "development",
        _one_of("development", "test", "production"),
    ),
    Variable(
        "THERIAC_SECRET_KEY",
        "signs sessions and forms; at least 40 random characters",
        DEVELOPMENT_SECRET,
        _text,
        secret=True,
    ),
    Variable(
        "THERIAC_API_KEY_SECRET",
        "keys the hashes of API keys and terminal secrets; changing it ends all of them",
        DEVELOPMENT_SECRET,
        _text,
        secret=True,
    ),
    Variable(
        "THERIAC_SEALING_SECRET",
        "locks the keys that open what counters seal; to change it write the new one, a space, and "
        "the old one",
        DEVELOPMENT_SECRET,
        _secrets,
        secret=True,
    ),
    *PRIVACY,
    Variable(
        "THERIAC_SECRET_SOURCE",
        "package.module:function that gives secrets of a store by name; empty: none",
        "",
        _text,
    ),
    Variable("THERIAC_DATA", "folder for database, files and backups", ".theriac/data", _folder),
    Variable(
        "DATABASE_URL",
        "postgresql://user:password@host:5432/name, mysql://… for MariaDB, "
        "or sqlite:///path; empty: SQLite in THERIAC_DATA",
        "",
        _text,
        secret=True,
    ),
    Variable(
        "THERIAC_ALLOWED_HOSTS",
        "host names that the server answers to, separated by commas",
        "localhost,127.0.0.1,[::1]",
        _words,
    ),
    Variable("THERIAC_HTTPS", "yes where people reach the server over HTTPS", "no", _flag),
    Variable(
        "THERIAC_TRUSTED_ORIGINS",
        "addresses of a proxy in front, e.g. https://apotek.example, separated by commas",
        "",
        _words,
    ),
    Variable(
        "THERIAC_HSTS_DAYS",
        "how long browsers that came over HTTPS insist on it; 0: they needn't",
        "365",
        _number,
    ),
    Variable(
        "THERIAC_CORS_ORIGINS",
        "other sites whose pages may call the API from a browser, e.g. https://shop.example",
        "",
        _words,
    ),
    Variable(
        "THERIAC_LAN",
        "ports of HTTPS and of the page of trust, e.g. 8443:8080; ./theriac serve --lan sets it",
        "",
        _text,
    ),
    Variable("THERIAC_DEBUG", "yes shows developers' error pages", "no", _flag),
    Variable(
        "THERIAC_LOG_FORMAT",
        "json for programs, console for people",
        "console",
        _one_of("json", "console"),
    ),
    Variable(
        "THERIAC_LOG_LEVEL",
        "the least level written to the log",
        "info",
        _one_of("debug", "info", "warning", "error"),
    ),
    Variable(
        "THERIAC_METRICS_TOKEN",
        "lets a scraper elsewhere read /metrics; empty: this machine only",
        "",
        _text,
        secret=True,
    ),
    Variable("THERIAC_BACKUP_DIR", "folder for backups; empty: backups in THERIAC_DATA", "", _text),
    Variable("THERIAC_BACKUP_KEEP", "how many daily backups are kept", "14", _number),
    *SEAL,
    *OBJECT_STORAGE,
    *SCANNING,
    *SIGNING_IN,
    *MAIL,
    Variable("THERIAC_WORKER_THREADS", "jobs that one worker runs side by side", "2", _number),
)


@dataclass(frozen=True, slots=True)
class Environment:
    """The values of all variables, by name."""

    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def production(self) -> bool:
        """Whether this is a real pharmacy's installation."""
        return bool(self.values["THERIAC_ENVIRONMENT"] == "production")


def _env_file(environ: Mapping[str, str]) -> dict[str, str]:
    named = environ.get("THERIAC_ENV_FILE")
    path = Path(named or ".env")
    if not path.is_file():
        if named:
            raise EnvironmentProblem(f"THERIAC_ENV_FILE names {named}, but there is no such file.")
        return {}
    found = {}
    for line in path.read_text("utf-8").splitlines():
        name, sign, value = line.strip().partition("=")
        if sign and name and not name.startswith("#"):
            found[name.strip()] = value.strip().strip("'\"")
    return found


def _raw(variable: Variable, given: Mapping[str, str]) -> str | None:
    if variable.secret and (path := given.get(f"{variable.name}_FILE")):
        try:
            return Path(path).read_text("utf-8").strip()
        except OSError as problem:
            raise EnvironmentProblem(
                f"{variable.name}_FILE names {path}, which can't be read: {problem.strerror}."
            ) from problem
    if variable.secret and variable.name not in given:
        kept = _from_store(variable.name, given.get("THERIAC_SECRET_SOURCE", ""))
        if kept is not None:
            return kept
    return given.get(variable.name, variable.default)


def _from_store(name: str, source: str) -> str | None:
    """What the secret store that THERIAC_SECRET_SOURCE names has under this name."""
    if not source:
        return None
    module, _colon, function = source.partition(":")
    try:
        ask = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as problem:
        raise EnvironmentProblem(
            f"THERIAC_SECRET_SOURCE names {source}, which can't be loaded. Write "
            "package.module:function of something that is installed."
        ) from problem
    return None if (kept := ask(name)) is None else str(kept)


def read_environment(environ: Mapping[str, str] | None = None) -> Environment:
    """Read and check every variable. Raises EnvironmentProblem naming the first that is wrong."""
    environment = read_variables(environ)
    if environment.production:
        for name in weak_secrets(environment):
            raise EnvironmentProblem(
                f"{name} is missing or too short for production. Set it to at least 40 random "
                f"characters, or {name}_FILE to a file that holds them."
            )
    return environment


def read_variables(environ: Mapping[str, str] | None = None) -> Environment:
    """Read every variable, weak secrets too. Raises EnvironmentProblem where one can't be read."""
    outside = os.environ if environ is None else environ
    given = {**_env_file(outside), **outside}
    values: dict[str, Any] = {}
    for variable in VARIABLES:
        raw = _raw(variable, given)
        if raw is None:
            raise EnvironmentProblem(f"{variable.name} is missing: {variable.meaning}. Set it.")
        try:
            values[variable.name] = variable.read(raw)
        except ValueError as problem:
            raise EnvironmentProblem(
                f"{variable.name} can't be read: {problem}. It means: {variable.meaning}."
            ) from problem
    return Environment(values)


def weak_secrets(environment: Environment) -> list[str]:
    """The variables whose secret is the one for development, or shorter than 40 characters."""
    return [
        name
        for name in PRODUCTION_SECRETS
        if any(
            secret == DEVELOPMENT_SECRET or len(secret) < SECRET_LENGTH
            for secret in secrets_in(environment, name)
        )
    ]


def secrets_in(environment: Environment, name: str) -> list[str]:
    """One secret (empty where there is none), or several: a new one and the old ones."""
    value = environment[name]
    return (value or [""]) if isinstance(value, list) else [value]
