"""Each command that edits names on the trail what it changed; a test that sees one not do so fails.

Looked at is what the models themselves write within an outermost command. An edit is a column that
got another value, or a row that was removed; what a command makes new is none, and neither is the
ledger, whose movements tell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextvars import ContextVar
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Model, QuerySet

from tests.support.unnamed import SAID_BY_THE_COMMAND, TOLD_ELSEWHERE, UNNAMED
from theriac.core import command
from theriac.core.audit.models import AuditRecord
from theriac.surfaces.backoffice.audit.values import WORDS

LOADED = "_as_loaded"
NAMING = frozenset({"before", "names", "changed", "added", "removed", "state"})
"""Facts of a record that say what was changed."""
CODED = ("state", "status")
REMOVED = "removed"
UNCHANGING = frozenset({type(None), bool, int, str, bytes, Decimal, UUID, date, datetime})

_edited: ContextVar[set[str] | None] = ContextVar("edited", default=None)


def unnamed(name: str, edited: Iterable[str], records: Iterable[AuditRecord]) -> list[str]:
    """What a command edited (``table.column``) and should have named, but didn't."""
    told = {fact for record in records for fact in record.facts}
    if name in UNNAMED or NAMING & told:
        return []
    return sorted(one for one in edited if not _is_told(*one.split("."), told))


def wordless(records: Iterable[AuditRecord]) -> list[str]:
    """The states (``kind.field``) whose codes the trail would show, for want of words of theirs."""
    sides = [(one.object_kind, one.facts.get("after")) for one in records]
    return [
        f"{kind}.{field}"
        for kind, after in sides
        for field in CODED
        if isinstance(after, Mapping) and after.get(field) and (kind, field) not in WORDS
    ]


def _is_told(table: str, column: str, told: Collection[str]) -> bool:
    """Whether something says what the column became: a fact of its name, or what else there is."""
    if table in TOLD_ELSEWHERE or column in SAID_BY_THE_COMMAND:
        return True
    return column in told or column.removesuffix("_id") in told


def pytest_configure(config: pytest.Config) -> None:
    _begin_and_end_with_the_command()
    _remember_what_was_loaded()
    _note_what_is_saved()
    _note_what_is_updated_and_removed()


def _begin_and_end_with_the_command() -> None:
    run, flush = command._run_outermost, command.Unit.flush

    def noted_run(name: str, actor: Any, branch_id: Any, body: Callable[[], Any]) -> Any:
        def anew() -> Any:
            _edited.set(set())
            return body()

        token = _edited.set(set())
        try:
            return run(name, actor, branch_id, anew)
        finally:
            _edited.reset(token)

    def looked_at(self: command.Unit) -> None:
        flush(self)
        lacking = unnamed(self.command, _edited.get() or (), self.records)
        assert not lacking, f"{self.command} edits without naming it on the trail: {lacking}"
        coded = wordless(self.records)
        assert not coded, f"{self.command} needs words in backoffice/audit/values.py for {coded}"

    command._run_outermost = noted_run
    command.Unit.flush = looked_at  # type: ignore[method-assign]


def _remember_what_was_loaded() -> None:
    from_db = Model.from_db.__func__  # type: ignore[attr-defined]

    def noted(cls: type[Model], db: Any, names: Any, values: Any) -> Model:
        row: Model = from_db(cls, db, names, values)
        if _edited.get() is not None:
            row.__dict__[LOADED] = {name: _kept(row.__dict__.get(name)) for name in names}
        return row

    Model.from_db = classmethod(noted)  # type: ignore[assignment]


def _kept(value: Any) -> Any:
    """A value as it is now; a copy where it may be changed within."""
    return value if type(value) in UNCHANGING else deepcopy(value)


def _note_what_is_saved() -> None:
    save = Model._do_update  # type: ignore[attr-defined]

    def noted(self: Model, base: Any, using: Any, key: Any, values: Any, *more: Any) -> Any:
        done = save(self, base, using, key, values, *more)
        edited = _edited.get()
        if edited is not None and done:
            loaded: Mapping[str, Any] = self.__dict__.get(LOADED, {})
            for field, _model, value in values:
                if field.attname not in loaded or loaded[field.attname] != value:
                    edited.add(f"{self._meta.db_table}.{field.attname}")
        return done

    Model._do_update = noted  # type: ignore[attr-defined]


def _note_what_is_updated_and_removed() -> None:
    update, delete, delete_one = QuerySet.update, QuerySet.delete, Model.delete

    def noted_update(self: QuerySet[Any], **values: Any) -> int:
        count = update(self, **values)
        if count:
            _add(self.model, values)
        return count

    def noted_delete(self: QuerySet[Any]) -> Any:
        model = self.model
        told = delete(self)
        if told[0]:
            _add(model, [REMOVED])
        return told

    def noted_delete_one(self: Model, *given: Any, **more: Any) -> Any:
        told = delete_one(self, *given, **more)
        _add(type(self), [REMOVED])
        return told

    QuerySet.update = noted_update  # type: ignore[method-assign]
    QuerySet.delete = noted_delete  # type: ignore[method-assign]
    Model.delete = noted_delete_one  # type: ignore[method-assign]


def _add(model: type[Model], columns: Iterable[str]) -> None:
    edited = _edited.get()
    if edited is not None:
        edited.update(f"{model._meta.db_table}.{column}" for column in columns)
