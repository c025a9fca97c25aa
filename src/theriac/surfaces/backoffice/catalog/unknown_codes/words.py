"""How codes to link stand, and where and by whom they were met, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.surfaces.backoffice.shell.badges import States

STATES = States(
    open=(_("To link"), "upc-scan", "look"),
    linked=(_("Linked"), "check2-all", "go"),
    aside=(_("Dismiss"), "dash-circle", ""),
)


@dataclass(frozen=True, slots=True)
class Met:
    """Names of the people and terminals that codes speak of."""

    people: Mapping[UUID, str]
    terminals: Mapping[UUID, str]

    def place(self, row: Any) -> str:
        """The branch with its terminal."""
        terminal = self.terminals.get(row.terminal_id, "")
        return ", ".join(filter(None, (row.branch.name, terminal)))

    def person(self, row: Any) -> str:
        """Who kept it."""
        return self.people.get(row.person_id, "")


def met_at(rows: Iterable[Any]) -> Met:
    """What the rows need: their people, and every terminal."""
    people = names_of(row.person_id for row in rows)
    return Met(people, {one.id: one.name for one in list_terminals()})
