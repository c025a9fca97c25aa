"""Limits, rules and approvals as commands and screens read them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, declared_actions
from theriac.core.approval.law import allows_alone, usual_limit
from theriac.core.approval.limits import EVERYBODY, most_generous
from theriac.core.approval.models import (
    Approval,
    ApprovalLimit,
    ApprovalRequest,
    SingleHandedRule,
)
from theriac.core.approval.permissions import SET_LIMITS, VIEW_APPROVALS
from theriac.core.idempotency.context import fingerprint
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import NotPermitted
from theriac.core.query import branches_seen, query

AT_ONCE = 400

Roles = Callable[[], Collection[str]]


def limit_of(
    action: ApprovalAction, branch_id: UUID, at: datetime | None = None, roles: Roles = tuple
) -> int | None:
    """Up to where nobody is asked at the branch, at an instant; None: nobody is ever asked.

    ``roles`` tells the roles of who acts, and is asked only where a role has a limit of its own.
    The most generous of everybody's limit and those of the roles counts.
    """
    by_role = role_limits_of(action, branch_id, at)
    is_set = EVERYBODY in by_role
    everybody = by_role.pop(EVERYBODY) if is_set else usual_limit(action, branch_id)
    return most_generous(everybody, by_role, roles() if by_role else ())


def action_of_approval(approval_id: UUID) -> str | None:
    """The code of what an approval was given for; None where there is no such approval."""
    rows = Approval.objects.filter(id=approval_id).values_list("action", flat=True)
    return rows.first()


def role_limits_of(
    action: ApprovalAction, branch_id: UUID, at: datetime | None = None
) -> dict[str, int | None]:
    """The newest limit of each role, and under ``EVERYBODY`` the branch's where it set one."""
    rows = ApprovalLimit.objects.filter(
        action=action.code, branch_id=branch_id, set_at__lte=at or clock.now()
    )
    return dict(rows.order_by("set_at", "id").values_list("role", "amount"))


def rule_for(
    action: ApprovalAction, branch_id: UUID, at: datetime | None = None
) -> SingleHandedRule | None:
    """The rule by which one person may confirm alone at an instant, if the law allows one."""
    if not allows_alone(action, branch_id):
        return None
    at = at or clock.now()
    rules = SingleHandedRule.objects.filter(
        action=action.code, branch_id=branch_id, starts_at__lte=at
    ).exclude(end__ended_at__lte=at)
    return rules.order_by("-starts_at", "-id").first()


def standing_rules(branch_id: UUID) -> dict[str, SingleHandedRule]:
    """The rules of a branch that nobody ended, by action; one to come is among them."""
    rules = SingleHandedRule.objects.filter(branch_id=branch_id, end=None).order_by("starts_at")
    return {rule.action: rule for rule in rules}


def limits_of(branch_id: UUID) -> Mapping[str, int | None]:
    """The limit of each declared action at a branch."""
    return {action.code: limit_of(action, branch_id) for action in declared_actions()}


@query(permission=SET_LIMITS)
def past_limits(*, actor: Actor, branch_id: UUID) -> QuerySet[ApprovalLimit]:
    """Every limit that was set at a branch, the newest first."""
    return ApprovalLimit.objects.filter(branch_id=branch_id).order_by("-set_at", "-id")


@query(permission=VIEW_APPROVALS)
def list_approvals(*, actor: Actor, branch_id: UUID | None = None) -> QuerySet[Approval]:
    """Approvals of the branches where the actor may see them, with their use."""
    seen = branches_seen(actor, VIEW_APPROVALS, branch_id)
    return Approval.objects.filter(**seen).select_related("use", "rule").order_by("-recorded_at")


def approvals_used_for(effect_id: UUID) -> list[Approval]:
    """What was approved for one object, such as a sale, in its order; who asks may see that."""
    return list(Approval.objects.filter(use__effect_id=effect_id).order_by("approved_at", "id"))


def is_used(approval_id: UUID) -> bool:
    """Whether an approval was used up; for who judges one."""
    return bool(Approval.objects.filter(id=approval_id, use__isnull=False).exists())


def find_approval(approval_id: UUID) -> Approval | None:
    """The approval of this id, whoever gave it; whether it fits tells ``demanding.unfit``."""
    return Approval.objects.filter(id=approval_id).first()


def given_by(actor: Actor, approval_id: UUID) -> Approval | None:
    """An approval that the actor gave."""
    return Approval.objects.filter(id=approval_id, approved_by=actor.id).first()


REQUESTS: Listing[ApprovalRequest] = Listing(
    name="approval.requests",
    sorts={"asked_at": SortFields(("asked_at",))},
    default_sort="-asked_at",
    filters={"is_waiting": lambda rows, yes: rows.filter(**waits()) if yes else rows},
)
"""What may be asked of the list of requests."""


def waits() -> dict[str, Any]:
    """What holds of a request that nobody decided and that isn't over."""
    return {"decision": None, "ends_at__gte": clock.now()}


def standing_requests() -> QuerySet[ApprovalRequest]:
    """Requests that nobody decided and that aren't over."""
    return ApprovalRequest.objects.filter(**waits())


def get_request(*, actor: Actor, request_id: UUID) -> ApprovalRequest | None:
    """A request; None where there is none. Raises NotPermitted for one not of ``list_requests``."""
    found = list_requests(actor=actor).filter(id=request_id).first()
    if found is None and ApprovalRequest.objects.filter(id=request_id).exists():
        raise NotPermitted(_("Only the requester and permitted approvers can see this request."))
    return found


def typed_into(request_id: UUID, page: str, requested_by: UUID) -> str | None:
    """What who asked typed into this page, as the browser sent it; None for anybody else's."""
    rows = ApprovalRequest.objects.filter(id=request_id, page=page, requested_by=requested_by)
    return rows.values_list("typed", flat=True).first()


def find_yes(
    action: str, branch_id: UUID, content: Mapping[str, Any], requested_by: UUID
) -> UUID | None:
    """The unused yes, given to a request, to exactly this; None where there is none that holds."""
    given = unused_yes(action, branch_id, content, requested_by).filter(decision__isnull=False)
    return given.values_list("id", flat=True).first()


def unused_yes(
    action: str, branch_id: UUID, content: Mapping[str, Any], requested_by: UUID
) -> QuerySet[Approval]:
    """Every yes to exactly this that still holds, the first given on top; for who demands one."""
    given = Approval.objects.filter(
        action=action,
        branch_id=branch_id,
        content_hash=fingerprint(content),
        requested_by=requested_by,
        use=None,
        expires_at__gte=clock.now(),
    )
    return given.order_by("approved_at", "id")


def approvers_of(effect_ids: Collection[UUID], actions: Collection[str]) -> dict[UUID, list[UUID]]:
    """Who said yes to one of these actions for each of these objects, in their order."""
    found: dict[UUID, list[UUID]] = {}
    ids = sorted(set(effect_ids))
    for start in range(0, len(ids), AT_ONCE):
        rows = Approval.objects.filter(use__effect_id__in=ids[start : start + AT_ONCE])
        rows = rows.filter(action__in=list(actions))
        for effect_id, person_id in rows.order_by("approved_at", "id").values_list(
            "use__effect_id", "approved_by"
        ):
            found.setdefault(effect_id, []).append(person_id)
    return found


def list_requests(*, actor: Actor) -> QuerySet[ApprovalRequest]:
    """The actor's own requests, and those of others that they may decide or read."""
    read = Q(pk__isnull=False, **branches_seen(actor, VIEW_APPROVALS))
    seen = Q(requested_by=actor.id) | read | _decidable(actor)
    rows = ApprovalRequest.objects.filter(seen)
    return rows.select_related("decision__approval__use").order_by("-asked_at", "-id")


class RequestsToday(NamedTuple):
    """Others' requests that the person may decide; their own that got a yes to be used."""

    to_decide: int
    granted: int


def requests_today(*, actor: Actor) -> RequestsToday:
    """How many requests, at every branch, wait for something that the actor may do."""
    own = Q(
        requested_by=actor.id,
        decision__approval__expires_at__gte=clock.now(),
        decision__approval__use=None,
    )
    others = Q(**waits()) & _decidable(actor) & ~Q(requested_by=actor.id)
    found = ApprovalRequest.objects.aggregate(
        to_decide=Count("id", filter=others), granted=Count("id", filter=own)
    )
    return RequestsToday(**found)


def _decidable(actor: Actor) -> Q:
    """The requests of acts that the actor may approve, where they may."""
    found = Q(pk__in=[])
    for action in declared_actions():
        found |= Q(action=action.code, **branches_seen(actor, action.approver))
    return found
