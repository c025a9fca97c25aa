"""The shares that were made: open and over, who looked when, and ending one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.shares.commands import end_share
from theriac.domains.shares.permissions import SHARE_BOOKS, VIEW_SHARES
from theriac.domains.shares.queries import list_shares, looks_of, with_looks
from theriac.surfaces.backoffice.shares.words import (
    KINDS,
    PATIENTS,
    is_open,
    page_words,
    state_badge,
)
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One, OneScreen

if TYPE_CHECKING:
    from theriac.domains.shares.models import Share

LOOKS_SHOWN = 100


def share_url(share: Any) -> str:
    """The page of a share."""
    return reverse("backoffice:share_detail", args=[share.pk])


def what_words(share: Any) -> str:
    """What is shared, in words."""
    return ", ".join(str(KINDS[kind]) for kind in share.kinds)


class ShareTable(ListTable):
    """For whom, what, until when, how it stands, how often it was looked at."""

    reader = NameColumn(verbose_name=gettext_lazy("For"), url=share_url, note=what_words)
    state = TextColumn(verbose_name=gettext_lazy("Status"), label=gettext_lazy("Status"))
    made_at = MomentColumn(verbose_name=gettext_lazy("Created"), label=gettext_lazy("Created"))
    ends_at = MomentColumn(verbose_name=gettext_lazy("Expires"), label=gettext_lazy("Expires"))
    looks = NumberColumn(verbose_name=gettext_lazy("Visits"), label=gettext_lazy("Visits"))


class ShareList(ListScreen):
    """All shares, the newest first."""

    permission = VIEW_SHARES
    title = gettext_lazy("Share links")
    counted = ngettext_lazy("%(count)s share link", "%(count)s share links", "count")
    table_class = ShareTable
    sorts = {
        "made_at": Sort(gettext_lazy("Created"), ("made_at",), descending=True),
        "ends_at": Sort(gettext_lazy("Expires"), ("ends_at",), descending=True),
    }
    default_sort = "made_at"
    exports = (
        Export(gettext_lazy("For"), "reader"),
        Export(gettext_lazy("What"), what_words),
        Export(gettext_lazy("Created"), "made_at"),
        Export(gettext_lazy("Expires"), "ends_at"),
        Export(gettext_lazy("Visits"), lambda share: share.looks),
        Export(gettext_lazy("Ended"), "ended_at"),
    )
    empty = Empty(
        gettext_lazy("No share links yet"),
        gettext_lazy(
            "A share link lets an auditor read the records of a period until a day you choose."
        ),
        "share",
    )

    def actions(self) -> Sequence[Action]:
        address = reverse("backoffice:share_new")
        return [Action(_("Share records"), "plus-lg", address, SHARE_BOOKS, "primary")]

    def rows(self) -> QuerySet[Share]:
        return list_shares(actor=self.actor)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Shares with how they stand."""
        shares = self.rows().filter(pk__in=ids)
        rows: dict[Any, Any] = {row.pk: row for row in with_looks(actor=self.actor, shares=shares)}
        for row in rows.values():
            row.state = state_badge(row)
            row.looks = row.looks or 0
        return rows


class ShareDetail(OneScreen):
    """One share: its scope, and each look."""

    permission = VIEW_SHARES
    template_name = "backoffice/shares/detail.html"

    own_page = "backoffice:share_detail"
    among = ((gettext_lazy("Share links"), "backoffice:share_list"),)

    share: One[Share] = One(
        "share_id",
        lambda at, key: list_shares(actor=at.actor).filter(id=key).first(),
        missing=gettext_lazy("This share link doesn't exist. Choose one from the list."),
    )

    def context(self) -> dict[str, Any]:
        """Scope, state and looks."""
        share = self.share
        looks = looks_of(actor=self.actor, share_id=share.id, at_most=LOOKS_SHOWN)
        branches = dict(list_branches().values_list("id", "name"))
        known = [name for key, name in branches.items() if str(key) in share.branches]
        return {
            "share": share,
            "state": state_badge(share),
            "may_end": is_open(share) and self._may_end(),
            "patients": PATIENTS[share.patients],
            "kinds": [KINDS[kind] for kind in share.kinds],
            "branches": known or [_("Every branch")],
            "made_by": names_of([share.made_by]).get(share.made_by, ""),
            "looks": [(one, page_words(one.page)) for one in looks],
        }

    def _may_end(self) -> bool:
        """Who shares everywhere ends every one; who shares somewhere, their own."""
        everywhere = self.actor.branches_with(SHARE_BOOKS) is None
        own = self.share.made_by == self.actor.id
        return everywhere or (own and self.actor.may_anywhere(SHARE_BOOKS))

    def name(self) -> Text:
        """For whom."""
        return self.share.reader


class EndShare(ShareDetail, ButtonScreen):
    """End a share at once."""

    calls = Calls(end_share)
    done = gettext_lazy("The link was ended and no longer works.")

    def address(self) -> str:
        return share_url(self.share)
