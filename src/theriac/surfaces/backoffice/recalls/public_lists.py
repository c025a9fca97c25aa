"""Public lists of recalls: kept, brought by hand, and their findings settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from theriac.core.problems import Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.recalls.commands.public_lists import (
    dismiss_finding,
    keep_list,
    recall_finding,
    take_list,
)
from theriac.domains.recalls.permissions import RECALL_STOCK
from theriac.domains.recalls.queries.list_text import parse_list
from theriac.domains.recalls.queries.public_lists import (
    get_watchlist,
    list_findings,
    list_watchlists,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import (
    ExportedScreen,
    FurtherTable,
    FurtherTables,
)
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.recalls.models import RecallList

MOST_SHOWN = 100
UNREAD: dict[str, Text] = {
    "shape": gettext_lazy("Invalid line."),
    "product": gettext_lazy("No GTIN or product name is given."),
    "code": gettext_lazy("Invalid GTIN."),
    "lot": gettext_lazy("Invalid lot number."),
    "expiry": gettext_lazy("Invalid expiry date."),
    "no_lot": gettext_lazy("No lot is given. Search for the product manually."),
}


def unread_words(told: Mapping[str, Any]) -> tuple[int, str, Text]:
    """A thing that wasn't understood: its line, what stands there, why."""
    return told["line"], told["text"], UNREAD.get(told["why"], "")


class _WatchScreen(Screen):
    """Leads back to recalls and the lists."""

    def crumbs(self) -> Sequence[Crumb]:
        """Back to recalls and the lists."""
        return [
            Crumb(gettext_lazy("Recalls"), reverse("backoffice:recall_list")),
            Crumb(gettext_lazy("Public lists"), reverse("backoffice:recall_lists")),
        ]


class Watching(_WatchScreen, FurtherTables, ExportedScreen):
    """The lists with their last reading, and what waits to be settled."""

    permission = RECALL_STOCK
    template_name = "backoffice/recalls/lists.html"
    title = gettext_lazy("Public lists")
    exports = (
        Export(gettext_lazy("Product"), lambda row: row[0]),
        Export(gettext_lazy("Batch"), lambda row: row[1].batch.number),
        Export(gettext_lazy("List"), lambda row: row[1].line.list.name),
        Export(gettext_lazy("Name on the list"), lambda row: row[1].line.name or row[1].line.gtin),
        Export(gettext_lazy("Lot on the list"), lambda row: row[1].line.lot),
        Export(gettext_lazy("Expiry on the list"), lambda row: row[1].line.expires),
        Export(gettext_lazy("Reason"), lambda row: row[1].line.reason),
        Export(gettext_lazy("Letter or notice"), lambda row: row[1].line.reference),
        Export(gettext_lazy("Found"), lambda row: row[1].found_at),
    )
    further: ClassVar[dict[str, FurtherTable]] = {
        "lists": FurtherTable(
            gettext_lazy("Lists"),
            (
                Export(gettext_lazy("Name"), "name"),
                Export(gettext_lazy("Address"), "url"),
                Export(gettext_lazy("Read"), "read_at"),
                Export(gettext_lazy("Lines"), "entries"),
                Export(gettext_lazy("Couldn’t be read"), "unread"),
                Export(gettext_lazy("Problem"), "problem"),
            ),
            lambda screen: list_watchlists(actor=screen.actor),
        )
    }

    def crumbs(self) -> Sequence[Crumb]:
        return super().crumbs()[:1]

    def context(self) -> dict[str, Any]:
        lists = list_watchlists(actor=self.actor)
        return {
            "lists": [(one, [unread_words(told) for told in one.unread_lines]) for one in lists],
            "unread": sum(one.unread for one in lists),
            "unread_lists": [one.name for one in lists if one.unread or one.problem],
            "findings": self.exported_rows()[:MOST_SHOWN],
        }

    def exported_rows(self) -> list[tuple[str, Any]]:
        """What waits, the oldest first, each with its product's name."""
        rows: Any = list_findings(actor=self.actor)
        waiting = list(rows.filter(state="open").order_by("found_at", "id"))
        names = product_names({one.batch.product_id for one in waiting})
        return [(names.get(one.batch.product_id, ""), one) for one in waiting]


class ListForm(EditForm):
    """A list's name and address."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    url = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy(
            "HTTPS address of a CSV or JSON file, read every night. Leave empty to upload "
            "files yourself."
        ),
        max_length=500,
        required=False,
    )


class ChangeListForm(ListForm):
    """What of a list can be changed, and the version that the person saw."""

    is_watched = forms.BooleanField(
        label=gettext_lazy("Watched"),
        help_text=gettext_lazy("If off, the list is not read or checked at night."),
        required=False,
    )


class KeepList(_WatchScreen, FormScreen):
    """Keeps a list, read every night where it has an address."""

    permission = RECALL_STOCK
    for_every_branch = True
    form_class = ListForm
    title = gettext_lazy("Watch a public list")
    submit_label = gettext_lazy("Watch list")
    done = gettext_lazy("List saved. The stock is checked against it every night.")

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        keep_list(actor=self.actor, name=data["name"], url=data["url"])
        return reverse("backoffice:recall_lists")


class ChangeList(_WatchScreen, FormScreen):
    """Another name or address of a list, and whether it is watched."""

    permission = RECALL_STOCK
    for_every_branch = True
    form_class = ChangeListForm
    done = gettext_lazy("Saved.")

    kept: One[RecallList] = One(
        "list_id",
        lambda at, key: get_watchlist(actor=at.actor, list_id=key),
        missing=gettext_lazy("This list doesn't exist."),
    )

    def page_title(self) -> Text:
        return self.kept.name

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.kept, name) for name in ChangeListForm.base_fields}

    def act(self, form: ScreenForm) -> str:
        keep_list(actor=self.actor, list_id=self.kept.id, **form.cleaned_data)
        return reverse("backoffice:recall_lists")


class ListFileForm(ScreenForm):
    """The list's file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV, XLSX or JSON with a GTIN or product column, and a lot column. Lists from "
            "openFDA and national authorities work unchanged."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.json"}),
    )


class BringList(_WatchScreen, FormScreen):
    """A list's file, brought by hand."""

    permission = RECALL_STOCK
    for_every_branch = True
    form_class = ListFileForm
    title = gettext_lazy("Upload a list file")
    submit_label = gettext_lazy("Search stock")

    def act(self, form: ScreenForm) -> str:
        read = parse_list(form.cleaned_data["file"].read())
        found = take_list(
            actor=self.actor,
            list_id=UUID(str(self.kwargs["list_id"])),
            lines=read.lines,
            unread=read.unread,
        )
        words = ngettext(
            "%(count)s batch in stock is on a list.",
            "%(count)s batches in stock are on a list.",
            found,
        )
        told = messages.warning if self._unread else messages.success
        told(self.request, words % {"count": found})
        if self._unread:
            more = ngettext(
                "%(count)s line couldn’t be read. Check it below.",
                "%(count)s lines couldn’t be read. Check them below.",
                self._unread,
            )
            messages.warning(self.request, more % {"count": self._unread})
        return reverse("backoffice:recall_lists")

    @property
    def _unread(self) -> int:
        """How much of the list that was brought isn't understood."""
        row = get_watchlist(actor=self.actor, list_id=UUID(str(self.kwargs["list_id"])))
        return row.unread if row is not None else 0


class OnTheLists(_WatchScreen, ButtonScreen):
    """A button of a batch that is on a list."""

    def address(self) -> str:
        return reverse("backoffice:recall_lists")


class RecallIt(OnTheLists):
    """Open a recall of the batch."""

    calls = Calls(recall_finding, reason=at_most(250))
    done = gettext_lazy("The batch is frozen at every branch.")

    def onward(self, result: Any) -> str:
        """The recall."""
        return reverse("backoffice:recall_detail", args=[result.id])


class DismissIt(OnTheLists):
    """It is another product or lot."""

    calls = Calls(dismiss_finding, reason=at_most(250))
    for_every_branch = True
    done = gettext_lazy("Dismissed.")
