"""Test databases, copied from a template that was migrated once.

Migrating takes seconds, a copy a blink. A template is kept from run to run, named by what it is
made from (the migrations, the models, the triggers, the versions of the packages), so that one of
another state of the tree is never taken for it. What wasn't made anew for a week goes.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from theriac.core.append_only.installation import install_triggers
from theriac.core.database.write_lock import WriteLock

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "theriac_template"
NAME = re.compile(rf"{PREFIX}_(\d{{8}})_([0-9a-f]{{12}})")
KEPT_DAYS = 7
LONGEST_SECONDS = 300


@cache
def digest() -> str:
    """What the template depends on, in twelve letters."""
    whole = hashlib.sha256((ROOT / "requirements" / "core.txt").read_bytes())
    for path in sorted((ROOT / "src" / "theriac").rglob("*.py")):
        content = path.read_bytes()
        if b"django.db import models" in content or "append_only" in path.parts:
            whole.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + content)
        elif path.parent.name == "migrations":
            whole.update(content)
    return whole.hexdigest()[:12]


@contextmanager
def test_database() -> Iterator[None]:
    """A database of this process's own, migrated; it is gone afterwards."""
    before = connection.settings_dict["NAME"]
    own = str(settings.DATABASES["default"]["TEST"]["NAME"])
    kind = KINDS[connection.vendor]
    with _alone():
        template = next((name for name in kind.templates() if digest() in name), None)
        if template is None:
            template = f"{PREFIX}_{_today():%Y%m%d}_{digest()}"
            kind.build(template)
        kind.copy(template, own)
        for old in filter(_is_old, kind.templates()):
            kind.drop(old)
    _use(own)
    yield
    connection.close()
    kind.drop(own)
    _use(before)


@contextmanager
def _alone() -> Iterator[None]:
    lock = WriteLock(Path(tempfile.gettempdir()) / f"{PREFIX}.lock")
    lock.acquire(LONGEST_SECONDS)
    try:
        yield
    finally:
        lock.release()


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _is_old(template: str) -> bool:
    made = NAME.search(template)
    last = _today() - datetime.timedelta(days=KEPT_DAYS)
    return made is not None and made.group(1) < f"{last:%Y%m%d}"


def _use(name: Any) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    _use(name)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        _use(before)


class _File:
    """SQLite: the template is a file beside the other temporary ones."""

    folder = Path(tempfile.gettempdir())

    def templates(self) -> list[str]:
        return [path.name for path in self.folder.glob(f"{PREFIX}_*") if NAME.fullmatch(path.name)]

    def build(self, name: str) -> None:
        unfinished = str(self.folder / f"{name}.unfinished")
        self.drop(unfinished)
        _migrate(unfinished)
        Path(unfinished).replace(self.folder / name)
        self.drop(unfinished)

    def copy(self, template: str, name: str) -> None:
        shutil.copyfile(self.folder / template, name)

    def drop(self, name: str) -> None:
        for ending in ("", "-wal", "-shm", ".writer"):
            (self.folder / (name + ending)).unlink(missing_ok=True)


class _Server:
    """What PostgreSQL and MariaDB do the same way."""

    listing = ""

    def templates(self) -> list[str]:
        return [name for (name,) in self.ask(self.listing) if NAME.fullmatch(name)]

    def build(self, name: str) -> None:
        raise NotImplementedError

    def copy(self, template: str, name: str) -> None:
        raise NotImplementedError

    def drop(self, name: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")

    def ask(self, *statements: str) -> list[Any]:
        """Send them to the server, outside any test database; what the last one answers."""
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []


class _PostgreSQL(_Server):
    listing = "SELECT datname FROM pg_database"

    def build(self, name: str) -> None:
        self.drop(f"{name}_new")
        self.ask(f'CREATE DATABASE "{name}_new"')
        _migrate(f"{name}_new")
        self.ask(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')

    def copy(self, template: str, name: str) -> None:
        self.drop(name)
        self.ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


class _MariaDB(_Server):
    """No templates there: tables are made from their own descriptions, rows are copied."""

    listing = (
        "SELECT table_schema FROM information_schema.tables WHERE table_name = 'theriac_is_whole'"
    )

    def build(self, name: str) -> None:
        self.drop(name)
        self.ask(f"CREATE DATABASE `{name}`")
        _migrate(name)
        self.ask(f"CREATE TABLE `{name}`.theriac_is_whole (id INT)")

    def copy(self, template: str, name: str) -> None:
        self.drop(name)
        self.ask(f"CREATE DATABASE `{name}`")
        before = connection.settings_dict["NAME"]
        _use(name)
        with connection.cursor() as cursor:
            cursor.execute("SET foreign_key_checks = 0")
            cursor.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = %s "
                "AND table_name <> 'theriac_is_whole'",
                [template],
            )
            for (table,) in cursor.fetchall():
                cursor.execute(f"SHOW CREATE TABLE `{template}`.`{table}`")
                cursor.execute(cursor.fetchone()[1])
                cursor.execute(f"INSERT INTO `{table}` SELECT * FROM `{template}`.`{table}`")
            cursor.execute("SET foreign_key_checks = 1")
        install_triggers(connection)
        _use(before)


KINDS = {"sqlite": _File(), "postgresql": _PostgreSQL(), "mysql": _MariaDB()}
