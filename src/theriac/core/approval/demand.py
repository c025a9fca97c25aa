"""A command demands an approval: it is found, judged against the content, and used up."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.approval.actions import ApprovalAction
from theriac.core.approval.models import Approval, ApprovalUse, UnaskedDay
from theriac.core.approval.problems import ApprovalNeeded, ApprovalUnfit
from theriac.core.approval.queries import rule_for, unused_yes
from theriac.core.command import current_unit
from theriac.core.database.counters import change_guarded, lock_rows
from theriac.core.database.insert import insert_if_absent
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id

MOST_TRIED = 8


class PersonDay(NamedTuple):
    """Whose changes are added up, on which of the branch's days."""

    person_id: UUID
    day: date


def demand_approval(
    action: ApprovalAction,
    *,
    branch_id: UUID,
    content: Mapping[str, Any],
    requested_by: UUID,
    approval_id: UUID | None,
) -> Approval:
    """Use an approval of exactly this content up, in the running command's transaction.

    Raises ApprovalNeeded where none is named, ApprovalUnfit where the one named doesn't hold.
    """
    if approval_id is None:
        may = current_unit().actor.may(action.approver, branch_id)
        alone = may and rule_for(action, branch_id) is not None
        raise ApprovalNeeded.of(action, branch_id, content, may_be_alone=alone)
    approval = Approval.objects.filter(id=approval_id).first()
    why = unfit(approval, action, branch_id, content, requested_by)
    if approval is None or why:
        raise ApprovalUnfit(why)
    if approval.expires_at < clock.now():
        raise ApprovalUnfit(_("This approval has expired. Request a new one."))
    use_up(approval)
    return approval


def demand_found(
    action: ApprovalAction,
    *,
    branch_id: UUID,
    content: Mapping[str, Any],
    requested_by: UUID,
    effect_id: UUID,
) -> Approval:
    """Use up the yes to exactly this content, which is looked for; for acts that pass no id.

    ``effect_id`` is what it was for. Raises ApprovalNeeded where there is none that holds.
    """
    for found in unused_yes(action.code, branch_id, content, requested_by)[:MOST_TRIED]:
        with suppress(ApprovalUnfit):  # the same person's other act took it at this moment
            use_up(found, effect_id)
            return found
    raise ApprovalNeeded.of(action, branch_id, content, may_be_alone=False)


def within_limit(
    action: ApprovalAction, branch_id: UUID, *, whose: PersonDay, value: int, limit: int
) -> bool:
    """Whether what the person changed that day without asking, and this, stay within the limit.

    Then this counts too, in the running command's transaction; otherwise an approval is demanded,
    and what is approved doesn't count. The day's row is locked: two acts at once are added up.
    """
    if value == 0 or value > limit:
        return value == 0
    key = _key_of(action, branch_id, whose)
    row = UnaskedDay(
        id=key, action=action.code, branch_id=branch_id, person_id=whose.person_id, day=whose.day
    )
    insert_if_absent(UnaskedDay, row)
    if lock_rows(UnaskedDay, "amount", [key])[key] + value > limit:
        return False
    change_guarded(UnaskedDay, "amount", {key: value})
    return True


def stays_within(
    action: ApprovalAction, branch_id: UUID, *, whose: PersonDay, value: int, limit: int
) -> bool:
    """The same as of now, without counting it; for who asks before anything is done."""
    rows = UnaskedDay.objects.filter(id=_key_of(action, branch_id, whose))
    return value == 0 or value + (rows.values_list("amount", flat=True).first() or 0) <= limit


def _key_of(action: ApprovalAction, branch_id: UUID, whose: PersonDay) -> UUID:
    return uuid5(branch_id, f"{action.code} {whose.person_id} {whose.day}")


def unfit(
    approval: Approval | None,
    action: ApprovalAction,
    branch_id: UUID,
    content: Mapping[str, Any],
    requested_by: UUID,
) -> str:
    """Why the approval isn't one for this, in words; "" when it is. Time and use aren't judged."""
    known = (action.code, branch_id, requested_by)
    if approval is None or known != (
        approval.action,
        approval.branch_id,
        approval.requested_by,
    ):
        return _("This approval was given for something else. Request a new one.")
    if approval.content_hash != fingerprint(content):
        return _("The content has changed since it was approved. Request a new approval.")
    return ""


def use_up(approval: Approval, effect_id: UUID | None = None) -> None:
    """Note the one use, for what the command makes unless ``effect_id`` names another object.

    Raises ApprovalUnfit when it was used before.
    """
    unit = current_unit()
    use = ApprovalUse(
        id=new_id(),
        approval_id=approval.id,
        used_at=clock.now(),
        used_by=unit.actor.id,
        command=unit.command,
        effect_id=effect_id or unit.effect_id,
    )
    if not insert_if_absent(ApprovalUse, use):
        raise ApprovalUnfit(_("This approval was already used. Request a new one."))
