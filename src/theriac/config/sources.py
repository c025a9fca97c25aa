"""Where the text of a variable comes from: the environment, a file, the secret store."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from pathlib import Path

from theriac.config.own_secrets import PRODUCTION_SECRETS
from theriac.config.variable import EnvironmentProblem, Variable


def environ_and_file(environ: Mapping[str, str] | None) -> dict[str, str]:
    """The environment (the process's, where none is named), over the file ``.env``."""
    outside = os.environ if environ is None else environ
    return {**_env_file(outside), **outside}


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


def said(variable: Variable, given: Mapping[str, str]) -> str | None:
    """What the environment, a file that it names, or the secret store says; None: nothing."""
    if variable.secret and (path := given.get(f"{variable.name}_FILE")):
        return text_of(Path(path), f"{variable.name}_FILE names {path}")
    if variable.secret and variable.name not in given:
        return _from_store(variable.name, given.get("THERIAC_SECRET_SOURCE", ""))
    found = given.get(variable.name)
    return (found or None) if variable.name in PRODUCTION_SECRETS else found


def text_of(path: Path, what: str) -> str:
    """What the file holds. Raises EnvironmentProblem, which begins with ``what``."""
    try:
        return path.read_text("utf-8").strip()
    except OSError as problem:
        raise EnvironmentProblem(f"{what}, which can't be read: {problem.strerror}.") from problem


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
