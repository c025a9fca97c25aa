"""What waits for somebody's yes: the list, one request, and what is said to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.approval.actions import find_action
from theriac.core.approval.queries import get_request, list_requests, waits
from theriac.core.approval.requests import grant_request, refuse_request
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_branch, list_branches
from theriac.surfaces.backoffice.approvals.screen import REOPENS
from theriac.surfaces.backoffice.approvals.words import (
    action_title,
    content_words,
    subject_urls,
    subject_words,
)
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.listing.tables import (
    LedgerTable,
    ListFilters,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One, OneScreen

if TYPE_CHECKING:
    from theriac.core.approval.models import ApprovalRequest

STATES: dict[str, tuple[Text, str, str]] = {
    "waiting": (gettext_lazy("Pending"), "hourglass-split", "look"),
    "granted": (gettext_lazy("Yes"), "check-circle", "go"),
    "refused": (gettext_lazy("No"), "x-circle", "stop"),
    "over": (gettext_lazy("Expired"), "clock", ""),
}


def state_badge(row: ApprovalRequest) -> SafeString:
    """What became of a request."""
    return badge(*STATES[row.state])


class RequestFilters(ListFilters):
    """What waits still, and one's own."""

    waiting = django_filters.BooleanFilter(method="only_waiting", label=gettext_lazy("Pending"))
    mine = django_filters.BooleanFilter(method="only_mine", label=gettext_lazy("Requested by me"))

    def only_waiting(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Undecided and not over."""
        return rows.filter(**waits()) if value else rows

    def only_mine(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """What the reader asked."""
        return rows.filter(requested_by=self.request.user.id) if value else rows


class RequestTable(LedgerTable):
    """What is asked, by whom, why, and what was said."""

    what = NameColumn(
        verbose_name=gettext_lazy("What"),
        accessor="title",
        url=lambda row: reverse("backoffice:approval_request", args=[row.pk]),
        note=lambda row: row.exactly,
    )
    asked_at = MomentColumn(verbose_name=gettext_lazy("Requested"))
    asked = TextColumn(
        verbose_name=gettext_lazy("Requested by"), label=gettext_lazy("Requested by")
    )
    why = TextColumn(verbose_name=gettext_lazy("Reason"), label=gettext_lazy("Reason"))
    said = TextColumn(verbose_name=gettext_lazy("Decision"), label=gettext_lazy("Decision"))


class RequestList(ListScreen):
    """One's own requests, and others' that one may decide or read, the newest first."""

    permission = None
    title = gettext_lazy("Pending approvals")
    counted = ngettext_lazy("%(count)s request", "%(count)s requests", "count")
    table_class = RequestTable
    filterset_class = RequestFilters
    sorts = {"asked_at": Sort(gettext_lazy("Requested"), ("asked_at",), descending=True)}
    default_sort = "asked_at"
    exports = (
        Export(gettext_lazy("Requested"), "asked_at"),
        Export(gettext_lazy("Branch"), "place"),
        Export(gettext_lazy("What"), "title"),
        Export(gettext_lazy("Details"), "exactly"),
        Export(gettext_lazy("Requested by"), "asked"),
        Export(gettext_lazy("Reason"), "why"),
        Export(gettext_lazy("Decision"), lambda row: str(STATES[row.state][0])),
    )
    empty = Empty(
        gettext_lazy("No requests yet"),
        gettext_lazy("Requests that wait for approval by a second person appear here."),
        "hourglass",
    )

    def rows(self) -> QuerySet[ApprovalRequest]:
        """What the actor may see."""
        return list_requests(actor=self.actor).order_by()

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(row.requested_by for row in rows.values())
        places = {branch.id: branch.name for branch in list_branches()}
        goods = subject_words(row.content for row in rows.values())
        for row in rows.values():
            row.title = action_title(row.action)
            row.exactly = exact_words(row, goods)
            row.asked = people.get(row.requested_by, "")
            row.why = row.reason
            row.place = places.get(row.branch_id, "")
            row.said = state_badge(row)
        return rows


def exact_words(row: ApprovalRequest, goods: Mapping[str, str]) -> str:
    """Which goods, and what is to become of them."""
    said = (goods.get(str(row.content.get("batch_id")), ""), content_words(row.action, row.content))
    return ": ".join(filter(None, said))


class RequestScreen(OneScreen):
    """A screen of the request that the address names."""

    permission = None
    own_page = "backoffice:approval_request"
    among = ((gettext_lazy("Pending approvals"), "backoffice:approval_requests"),)

    asked: One[ApprovalRequest] = One(
        "request_id",
        lambda at, key: get_request(actor=at.actor, request_id=key),
        missing=gettext_lazy("This request doesn’t exist. Choose one from the list."),
    )

    def name(self) -> Text:
        return action_title(self.asked.action)

    @property
    def at_branch(self) -> BranchId:
        """Where it was asked."""
        return BranchId(self.asked.branch_id)


class RequestDetail(RequestScreen):
    """What exactly is asked; yes and no for who may, taking it back for who asked."""

    permission = None
    template_name = "backoffice/approvals/request.html"

    def context(self) -> dict[str, Any]:
        row, decision = self.asked, self.asked.decided
        action = find_action(row.action)
        people = names_of([row.requested_by, *([decision.decided_by] if decision else [])])
        branch = get_branch(row.branch_id)
        is_own, waits_still = row.requested_by == self.actor.id, row.state == "waiting"
        may_decide = action is not None and self.actor.may(action.approver, row.branch_id)
        yes = decision.approval if decision else None
        seen, done = subject_urls(row.action, row.content)
        return {
            "row": row,
            "badge": state_badge(row),
            "exactly": exact_words(row, subject_words([row.content])),
            "asked_by": people.get(row.requested_by, ""),
            "branch": branch.name if branch else "",
            "decision": decision,
            "decided_by": people.get(decision.decided_by, "") if decision else "",
            "seen": seen,
            "done": f"{row.page}?{REOPENS}={row.id}" if row.page and is_own else done,
            "reopens": bool(row.page) and is_own,
            "may_decide": waits_still and may_decide and not is_own,
            "may_take_back": waits_still and is_own,
            "yes_until": yes.expires_at if yes and is_own and not hasattr(yes, "use") else None,
            "is_used": yes is not None and hasattr(yes, "use"),
        }


class GrantRequest(RequestScreen, ButtonScreen):
    """Say yes."""

    calls = Calls(grant_request, reason=at_most(250))

    def said(self, result: Any) -> Text:
        return _(
            "Request approved. The requester sees it on the Today page and has one day "
            "to complete it."
        )


class RefuseRequest(RequestScreen, ButtonScreen):
    """Say no, or take one's own back."""

    calls = Calls(refuse_request, reason=at_most(250))

    def said(self, result: Any) -> Text:
        if self.asked.requested_by == self.actor.id:
            return _("Request withdrawn. Nothing was changed.")
        return _("Request rejected. The requester sees the reason with the request.")
