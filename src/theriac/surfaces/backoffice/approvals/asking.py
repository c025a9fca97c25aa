"""A form that needs a second person: who approves, their PIN and why stand in the form itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.approval.actions import Action, find_action
from theriac.core.approval.giving import ApprovalAsked
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.approval.queries import rule_for
from theriac.domains.accounts.commands.approving import approve_by_pin
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.accounts.queries.people import people_of_branch
from theriac.surfaces.backoffice.shell.forms import ScreenForm, put_into_our_words

Done = TypeVar("Done")
FIELD = "approver"
_DIGITS = {"autocomplete": "off", "inputmode": "numeric", "class": "t-code"}


def add_approval_fields(form: ScreenForm, actor: Actor, branch_id: UUID, action: Action) -> None:
    """Ask in the form who approves; those who may at the branch, by name."""
    form.fields[FIELD] = forms.ChoiceField(
        label=gettext_lazy("Who approves"), choices=approvers(actor, branch_id, action)
    )
    form.fields["pin"] = forms.CharField(
        label=gettext_lazy("Their PIN"),
        help_text=gettext_lazy("The person types it themselves: their six digits of the counter."),
        max_length=6,
        widget=forms.PasswordInput(attrs=_DIGITS),
    )
    form.fields["approval_reason"] = forms.CharField(
        label=gettext_lazy("Why it is approved"), max_length=250
    )
    for name in (FIELD, "pin", "approval_reason"):
        put_into_our_words(form.fields[name])


def approvers(actor: Actor, branch_id: UUID, action: Action) -> list[tuple[str, str]]:
    """Who may approve at the branch: others with the right, and oneself where a rule lets one."""
    ids = people_of_branch(branch_id).values_list("id", flat=True)
    alone = rule_for(action, branch_id) is not None
    people = sorted(actors_of(ids).values(), key=lambda person: person.name.casefold())
    return [
        (str(person.id), person.name)
        for person in people
        if (person.id == actor.id and alone)
        or (person.id != actor.id and person.may(action.approver, branch_id))
    ]


def is_asked(data: Any) -> bool:
    """Whether what was sent answers who approves."""
    return bool(data) and FIELD in data


def with_approval(
    form: ScreenForm, actor: Actor, branch_id: UUID, act: Callable[[UUID | None], Done]
) -> Done:
    """Act; where an approval is needed, take the one typed into the form.

    Raises ApprovalNeeded, with the fields for it in the form, when none was typed yet.
    """
    try:
        return act(None)
    except ApprovalNeeded as needed:
        action = find_action(needed.facts["action"])
        if action is None:
            raise
        if FIELD not in form.cleaned_data:
            add_approval_fields(form, actor, branch_id, action)
            raise ApprovalNeeded(_words(form, action), **needed.facts) from None
        approval = approve_by_pin(
            actor=actor,
            branch_id=branch_id,
            approver_id=UUID(form.cleaned_data[FIELD]),
            pin=form.cleaned_data["pin"],
            asked=ApprovalAsked(
                action=action.code,
                content=needed.facts["content"],
                requested_by=actor.id,
                reason=form.cleaned_data["approval_reason"],
            ),
        )
        return act(approval.id)


def _words(form: ScreenForm, action: Action) -> str:
    field = form.fields[FIELD]
    if isinstance(field, forms.ChoiceField) and not field.choices:
        return _(
            "A second person must approve this (%(what)s), and nobody else at this branch may. Ask "
            "the owner to give somebody the right, or to sign a rule for who works alone."
        ) % {"what": action.title}
    return _(
        "A second person must approve this (%(what)s). They choose their name and type their PIN "
        "below; nothing was changed yet."
    ) % {"what": action.title}
