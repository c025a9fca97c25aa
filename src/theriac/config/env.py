"""The environment, typed: every variable that Theriac reads, checked once at start.

A secret may come from a file instead (``THERIAC_SECRET_KEY_FILE=/run/secrets/key``) or from a
secret store: THERIAC_SECRET_SOURCE names a function, ``package.module:function``, that is asked
for each secret by its variable's name and answers the text, or None. A file
``.env`` in the working folder (or the one that THERIAC_ENV_FILE names) fills what the
environment leaves out. Where none of them says one of ``PRODUCTION_SECRETS``, the data folder's
own is taken (``own_secrets``). ``EnvironmentProblem`` names the variable and says what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theriac.config.mail import MAIL
from theriac.config.object_storage import DOCUMENT_ENGINE, OBJECT_STORAGE, SCANNING
from theriac.config.own_secrets import (
    DEVELOPMENT_SECRET,
    PRODUCTION_SECRETS,
    SECRET_LENGTH,
    SECRETS,
    file_of,
    own_secret,
)
from theriac.config.seal import SEAL
from theriac.config.sign_in import SIGNING_IN
from theriac.config.sources import environ_and_file, said, text_of
from theriac.config.variable import EnvironmentProblem, Variable
from theriac.config.variable import flag as _flag
from theriac.config.variable import number as _number
from theriac.config.variable import text as _text
from theriac.config.variable import words as _words

_DATA = ".theriac/data"


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
        "production, development or test; production refuses secrets that are public or short",
        "production",
        _one_of("production", "development", "test"),
    ),
    *SECRETS,
    Variable(
        "THERIAC_SECRET_SOURCE",
        "package.module:function that gives secrets of a store by name; empty: none",
        "",
        _text,
    ),
    Variable("THERIAC_DATA", "folder for database, files and backups", _DATA, _folder),
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
    *DOCUMENT_ENGINE,
    Variable("THERIAC_WORKER_THREADS", "jobs that one worker runs side by side", "2", _number),
)


DEMO_MARK = "theriac-demo"
"""The file that makes a data folder a demo's: ``./theriac demo`` puts it into a new one."""
SIGN_INS = "demo.json"
"""A demo's country and sign-ins, written there when its data is complete."""


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

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo pharmacy: no variable says so, its own folder does."""
        return (
            self.values["THERIAC_ENVIRONMENT"] == "development"
            and not self.values["DATABASE_URL"]
            and (self.values["THERIAC_DATA"] / DEMO_MARK).is_file()
        )


def _raw(variable: Variable, given: Mapping[str, str]) -> str | None:
    found = said(variable, given)
    if found is None and variable.name in PRODUCTION_SECRETS:
        path = file_of(_data_of(given), variable.name)
        if path.exists():
            return text_of(path, f"{path} holds {variable.name}")
    return variable.default if found is None else found


def _data_of(given: Mapping[str, str]) -> Path:
    return _folder(given.get("THERIAC_DATA", _DATA))


def read_environment(environ: Mapping[str, str] | None = None) -> Environment:
    """Read and check every variable. Raises EnvironmentProblem naming the first that is wrong."""
    environment = read_variables(environ)
    if environment.production:
        for name in weak_secrets(environment):
            raise EnvironmentProblem(f"{_weakness(environment, name)} {_remedy(environment, name)}")
    return environment


def _weakness(environment: Environment, name: str) -> str:
    found = secrets_in(environment, name)
    if DEVELOPMENT_SECRET in found:
        return f"{name} has its public default, which anybody reads in Theriac's source."
    if not all(found):
        return f"{name} is missing."
    return f"{name} is shorter than {SECRET_LENGTH} characters."


def _remedy(environment: Environment, name: str) -> str:
    kept = file_of(environment["THERIAC_DATA"], name)
    return (
        f"Put the one that you kept in {kept}; a new pharmacy gets one there from ./theriac setup. "
        f"Or set {name} to at least {SECRET_LENGTH} random characters, or {name}_FILE to a file "
        "that holds them. To look at Theriac without a pharmacy: ./theriac demo."
    )


def make_missing_secrets(environ: Mapping[str, str] | None = None) -> list[Path]:
    """Make a secret in the data folder for each that nothing says; the files that are new.

    Raises EnvironmentProblem.
    """
    given = environ_and_file(environ)
    folder = _data_of(given)
    unsaid = [
        variable.name
        for variable in VARIABLES
        if variable.name in PRODUCTION_SECRETS and said(variable, given) is None
    ]
    missing = [name for name in unsaid if not file_of(folder, name).exists()]
    for name in missing:
        own_secret(folder, name)
    return [file_of(folder, name) for name in missing]


def read_variables(environ: Mapping[str, str] | None = None) -> Environment:
    """Read every variable, weak secrets too. Raises EnvironmentProblem where one can't be read."""
    given = environ_and_file(environ)
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


def public_secrets(environment: Environment) -> list[str]:
    """The variables whose secret is the default that stands in the source."""
    return [
        name for name in PRODUCTION_SECRETS if DEVELOPMENT_SECRET in secrets_in(environment, name)
    ]


def secrets_in(environment: Environment, name: str) -> list[str]:
    """One secret (empty where there is none), or several: a new one and the old ones."""
    value = environment[name]
    return (value or [""]) if isinstance(value, list) else [value]
