"""The bases of shared documents: the list of what was posted, and the lines of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.surfaces.backoffice.shares.visitors.visit import Visit
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    DateColumn,
    LedgerTable,
    MomentColumn,
    MoneyColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb

WHEN = gettext_lazy("When")
AT_COST = gettext_lazy("At cost")
UNITS = gettext_lazy("Base units")


def worth_column(title: Text = AT_COST) -> MoneyColumn:
    """What goods cost, where the share shows it; the cell is ``row.worth``."""
    return MoneyColumn(verbose_name=title, accessor="worth", label=title, permission=SEE_COSTS)


def worth_export(title: Text = AT_COST) -> Export:
    """The same in the file."""
    return Export(title, lambda row: row.worth, SEE_COSTS)


def document_name(page: str) -> NameColumn:
    """The number as the way to the document's lines, with what it is below."""
    return NameColumn(
        verbose_name=gettext_lazy("Number"),
        accessor="number",
        url=lambda row: reverse(f"shared:{page}", args=[row.pk]),
        note=lambda row: row.what,
    )


class PostingTable(LedgerTable):
    """When, where, how many lines and units, by whom; each kind puts its number in front."""

    recorded_at = MomentColumn(verbose_name=WHEN, label=WHEN)
    place = TextColumn(verbose_name=gettext_lazy("Branch"), label=gettext_lazy("Branch"))
    lines = NumberColumn(verbose_name=gettext_lazy("Lines"), label=gettext_lazy("Lines"))
    person = TextColumn(verbose_name=gettext_lazy("Who"), label=gettext_lazy("Who"))


POSTED = (
    Export(gettext_lazy("Number"), "number"),
    Export(gettext_lazy("What"), attrgetter("what")),
    Export(WHEN, "recorded_at"),
    Export(gettext_lazy("Branch"), attrgetter("place")),
    Export(gettext_lazy("Lines"), "lines"),
    Export(gettext_lazy("Who"), attrgetter("person")),
)
"""The file's columns of every posted document."""


class SharedDocuments(Visit, ListScreen):
    """Documents of the share's days, the newest first.

    ``who`` and ``where`` name the columns of the person and the branch.
    """

    sorts = {"recorded_at": Sort(WHEN, ("recorded_at",), descending=True)}
    default_sort = "recorded_at"
    empty = Empty(
        gettext_lazy("No records in this period"),
        gettext_lazy("Documents posted in the shared period appear here."),
        "journal-text",
    )
    who: ClassVar[str] = "person_id"
    where: ClassVar[str] = "branch_id"

    def actions(self) -> Sequence[Action]:
        """None."""
        return ()

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Documents with the names of people and branches, and what else ``describe`` says."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        found = list(rows.values())
        people = names_of({getattr(row, self.who) for row in found if getattr(row, self.who)})
        places = dict(list_branches().values_list("id", "name"))
        for row in found:
            row.person = people.get(getattr(row, self.who), "")
            row.place = places.get(getattr(row, self.where), "")
        self.describe(found)
        return rows

    def describe(self, rows: Sequence[Any]) -> None:
        """Give each row ``what`` it is in words, and what it is ``worth`` as Money."""
        raise NotImplementedError


class GoodsTable(LedgerTable):
    """Product, batch, expiry; each kind adds its quantities and what they are worth."""

    goods = NameColumn(verbose_name=gettext_lazy("Product"))
    lot = CodeColumn(verbose_name=gettext_lazy("Batch"), label=gettext_lazy("Batch"))
    expiry = DateColumn(verbose_name=gettext_lazy("Expiry"), label=gettext_lazy("Expiry"))


GOODS = (
    Export(gettext_lazy("Product"), attrgetter("goods")),
    Export(gettext_lazy("Batch"), attrgetter("lot")),
    Export(gettext_lazy("Expiry"), attrgetter("expiry")),
)
"""The file's columns of every line."""


def units_column(name: str, title: Text = UNITS) -> NumberColumn:
    """A number of base units."""
    return NumberColumn(verbose_name=title, accessor=name, label=title)


class SharedLines(Visit, ListScreen):
    """The lines of one document that ``documents`` shows, in their order.

    ``product`` is where a line has its product's id.
    """

    documents: ClassVar[type[SharedDocuments]]
    product: ClassVar[str] = "product_id"
    sorts = {"position": Sort(gettext_lazy("Line"), ("position",))}
    default_sort = "position"
    empty = Empty(
        gettext_lazy("No items in this document"),
        gettext_lazy("The document contains no batches."),
        "journal-text",
    )

    @cached_property
    def document(self) -> Any:
        """The document. Raises NotFound for one of another day or branch than the share's."""
        shown = self.documents(request=self.request, share=self.share)
        found = shown.rows().filter(pk=UUID(str(self.kwargs["document_id"]))).first()
        if found is None:
            raise NotFound(_("This link doesn't include that. Ask the person who gave it to you."))
        return found

    def page_title(self) -> Text:
        """Its number."""
        return str(self.document.number)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(self.documents.title, reverse(f"shared:{self.kind}"))]

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Lines with product, batch and expiry, and what else ``describe`` says."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        product_of = attrgetter(self.product)
        keys = {key: product_of(row) for key, row in rows.items()}
        names = product_names(set(keys.values()))
        for key, row in rows.items():
            row.goods = names.get(keys[key], "")
            row.lot, row.expiry = self.batch_of(row)
        self.describe(list(rows.values()))
        return rows

    def batch_of(self, row: Any) -> tuple[str, Any]:
        """Number and expiry of the batch."""
        return row.batch.number, row.batch.expires_on

    def describe(self, rows: Sequence[Any]) -> None:
        """Give each row what it is ``worth`` as Money, and what else the table shows."""
        raise NotImplementedError
