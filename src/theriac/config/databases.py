"""Turns DATABASE_URL into Django's settings for SQLite, PostgreSQL or MariaDB."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from theriac.config.variable import EnvironmentProblem

_SERVERS = {
    "postgresql": ("theriac.core.database.backends.postgresql", 5432),
    "postgres": ("theriac.core.database.backends.postgresql", 5432),
    "mysql": ("theriac.core.database.backends.mariadb", 3306),
    "mariadb": ("theriac.core.database.backends.mariadb", 3306),
}


def database_settings(url: str, data: Path) -> dict[str, Any]:
    """Django's DATABASES entry. Raises EnvironmentProblem when the address can't be read."""
    if not url:
        return _sqlite(data / "theriac.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:]) or data / "theriac.sqlite3"))
    if parts.scheme not in _SERVERS or not parts.path.strip("/"):
        raise EnvironmentProblem(
            "DATABASE_URL can't be read. Write postgresql://user:password@host:5432/name, "
            "mysql://user:password@host:3306/name or sqlite:///path."
        )
    engine, port = _SERVERS[parts.scheme]
    return {
        "ENGINE": engine,
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "127.0.0.1",
        "PORT": parts.port or port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": _postgresql() if engine.endswith("postgresql") else _mariadb(),
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "theriac.core.database.backends.sqlite",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=1;"
            ),
        },
    }


def _postgresql() -> dict[str, Any]:
    return {
        "connect_timeout": 5,
        "server_side_binding": True,
        "prepare_threshold": 2,
        "application_name": "theriac",
    }


def _mariadb() -> dict[str, Any]:
    return {
        "charset": "utf8mb4",
        "connect_timeout": 5,
        "isolation_level": "read committed",
        "init_command": "SET sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
    }
