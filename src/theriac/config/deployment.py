"""What stands against letting a pharmacy work on this installation, each thing named.

``./theriac check --deploy`` asks it of the very environment that ``serve`` would start with. The
list is ours where Theriac has a variable for it; what Django's own deployment checks still find
follows behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from theriac.config.env import Environment, secrets_in, weak_secrets
from theriac.config.own_secrets import PRODUCTION_SECRETS, SECRET_LENGTH, file_of

_HERE_ONLY = {"localhost", "127.0.0.1", "[::1]"}
_OTHERS_MAY_READ = 0o077
_LEAST_HSTS_DAYS = 30


def objections(environment: Environment, environ: dict[str, str] | None = None) -> list[str]:
    """Every reason not to serve a pharmacy with this environment, as sentences; none: go ahead.

    ``environ`` is the process's environment, which names the files of secrets.
    """
    outside = dict(os.environ) if environ is None else environ
    return [
        *_kind(environment),
        *_secrets(environment),
        *_second_step(environment),
        *_database(environment),
        *_web(environment),
        *_origins(environment),
        *_stores(environment),
        *_readable(environment, outside),
        *_heads(environment),
    ]


def _kind(environment: Environment) -> Iterator[str]:
    if not environment.production:
        yield (
            f"THERIAC_ENVIRONMENT is {environment['THERIAC_ENVIRONMENT']}. Leave it out or set it "
            "to production, so that the server itself refuses to start with a public secret."
        )
    if environment["THERIAC_DEBUG"]:
        yield (
            "THERIAC_DEBUG is on: an error page would show code and data to whoever meets it. "
            "Leave it out or set it to no."
        )


def _secrets(environment: Environment) -> Iterator[str]:
    for name in weak_secrets(environment):
        yield (
            f"{name} is missing, its public default, or shorter than {SECRET_LENGTH} characters. "
            f"./theriac setup makes one in {file_of(environment['THERIAC_DATA'], name)}. Or set it "
            f"to random characters, or {name}_FILE to a file that holds them."
        )
    weak = set(weak_secrets(environment))
    owner: dict[str, str] = {}
    for name in PRODUCTION_SECRETS:
        for secret in secrets_in(environment, name) if name not in weak else ():
            first = owner.setdefault(secret, name)
            if first != name:
                yield f"{name} is the same secret as {first}. Give each a secret of its own."


def _second_step(environment: Environment) -> Iterator[str]:
    if not environment["THERIAC_SECOND_STEP_ROLES"]:
        yield (
            "THERIAC_SECOND_STEP_ROLES is empty: a password alone opens what an owner may do. Name "
            "owner and administrator at least, or leave it out."
        )


def _database(environment: Environment) -> Iterator[str]:
    address = urlsplit(environment["DATABASE_URL"])
    if address.scheme not in ("", "sqlite") and not address.password:
        yield (
            "DATABASE_URL names no password: whoever reaches the database server reads and changes "
            "the books. Give the account of the database one, and write it into the address."
        )


def _web(environment: Environment) -> Iterator[str]:
    hosts = set(environment["THERIAC_ALLOWED_HOSTS"])
    if "*" in hosts:
        yield (
            "THERIAC_ALLOWED_HOSTS answers to every name. Write the names that people type, "
            "separated by commas."
        )
    if environment["THERIAC_LAN"]:
        return
    if not environment["THERIAC_HTTPS"]:
        yield (
            "THERIAC_HTTPS is no: passwords and patients' data would cross the network in plain "
            "sight. Put a server with a certificate in front and set THERIAC_HTTPS=yes, or start "
            "with ./theriac serve --lan."
        )
    elif environment["THERIAC_HSTS_DAYS"] < _LEAST_HSTS_DAYS:
        yield (
            f"THERIAC_HSTS_DAYS is {environment['THERIAC_HSTS_DAYS']}: browsers soon forget that "
            f"this address is for HTTPS alone. Set at least {_LEAST_HSTS_DAYS}."
        )
    if hosts <= _HERE_ONLY:
        yield (
            "THERIAC_ALLOWED_HOSTS names only this machine, so no other device gets an answer. "
            "Add the name that people type."
        )


def _origins(environment: Environment) -> Iterator[str]:
    for name in ("THERIAC_TRUSTED_ORIGINS", "THERIAC_CORS_ORIGINS"):
        for origin in environment[name]:
            if not origin.startswith("https://"):
                yield f"{name} trusts {origin}, which isn't HTTPS. Write it with https://."


def _heads(environment: Environment) -> Iterator[str]:
    """The heads of the seal prove something only where who rewrites the data doesn't reach."""
    if environment["THERIAC_SEAL_S3"] or environment["THERIAC_SEAL_MAIL"]:
        return
    if environment["THERIAC_SEAL_WITNESS_URL"]:
        return
    data = environment["THERIAC_DATA"]
    store = Path(environment["THERIAC_SEAL_STORE"] or data / "seal").expanduser().resolve()
    near = next(path for path in (store, *store.parents) if path.exists())
    if store.is_relative_to(data) or not data.exists() or near.stat().st_dev == data.stat().st_dev:
        yield (
            f"THERIAC_SEAL_STORE leads to {store}, on the same disk as the data: who rewrites one "
            "rewrites both. Name a folder of another machine or a WORM disk, or let heads go "
            "elsewhere besides: THERIAC_SEAL_S3, THERIAC_SEAL_MAIL or THERIAC_SEAL_WITNESS_URL."
        )


def _stores(environment: Environment) -> Iterator[str]:
    """Where files go: a bucket that is named, over a way that nobody reads along."""
    bucket, endpoint = environment["THERIAC_S3_BUCKET"], environment["THERIAC_S3_ENDPOINT"]
    if environment["THERIAC_FILES"] == "s3" and not bucket:
        yield "THERIAC_S3_BUCKET is empty, but THERIAC_FILES is s3. Name the bucket."
    inside = ("http://127.", "http://localhost", "http://[::1]")
    if bucket and endpoint.startswith("http://") and not endpoint.startswith(inside):
        yield (
            "THERIAC_S3_ENDPOINT isn't HTTPS: files and links to them would cross the network in "
            "plain sight. Write it with https://."
        )


def _readable(environment: Environment, environ: dict[str, str]) -> Iterator[str]:
    if os.name != "posix":
        return
    data = environment["THERIAC_DATA"]
    named = [Path(environ.get("THERIAC_ENV_FILE") or ".env"), data]
    named += [file_of(data, name) for name in PRODUCTION_SECRETS]
    named += [
        Path(environ[f"{name}_FILE"]) for name in PRODUCTION_SECRETS if environ.get(f"{name}_FILE")
    ]
    for path in dict.fromkeys(named):
        if path.exists() and path.stat().st_mode & _OTHERS_MAY_READ:
            what = "700" if path.is_dir() else "600"
            yield (
                f"{path} can be read by other accounts of this machine. "
                f"Close it: chmod {what} {path}"
            )
