"""A second person's signature on a page that has no field for it: the request waits for them."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.approval.actions import find_action
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.approval.requests import leave_request
from theriac.core.problems import Conflict, Problem


class WaitsForSecond(Conflict):
    """Nothing has changed yet: a second person is asked, and then it is done again."""

    type = "approval.waits"


def left_for_second(actor: Actor, problem: Problem) -> Problem:
    """Of an act that finds its approval by itself: ask for one, and say so; else the problem."""
    if not isinstance(problem, ApprovalNeeded):
        return problem
    action = find_action(problem.facts["action"])
    if action is None or not action.is_found:
        return problem
    told = {"what": action.title}
    try:
        leave_request(
            actor=actor,
            branch_id=UUID(str(problem.facts["branch_id"])),
            action=action.code,
            content=problem.facts["content"],
            reason=str(action.title),
        )
    except Problem as refused:
        return refused
    return WaitsForSecond(
        _(
            "A second person must sign this (%(what)s). Your request waits for approval. Once it "
            "is approved, repeat this. Nothing has changed yet."
        )
        % told
    )
