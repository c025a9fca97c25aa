"""A form that needs a second person: who approves, their PIN and why stand in the form itself.

Without a PIN the approver's passkey is asked: the form comes back with what the passkey signs, the
browser puts the answer into the form and sends it once more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, find_action
from theriac.core.approval.grant import ApprovalAsked
from theriac.core.approval.models import Approval
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.approval.queries import find_yes, rule_for
from theriac.core.approval.requests import TypedForm, leave_request
from theriac.domains.accounts.commands.approval import (
    PasskeyAnswer,
    approve_by_passkey,
    approve_by_pin,
    ask_passkey,
)
from theriac.domains.accounts.factors.passkeys import PasskeySite, Question
from theriac.domains.accounts.problems import PasskeyRefused, PinRefused
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.accounts.queries.factors import owns_passkey
from theriac.domains.accounts.queries.people import people_of_branch
from theriac.surfaces.backoffice.shell.forms.fields import ask_for_no_names, put_into_our_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm

Done = TypeVar("Done")
FIELD, LATER = "approver", "later"
MOST_NEEDED = 2
"""Approvals that one act needs at most: of its value, and of a register that it changes."""
TOKEN, CREDENTIAL = "passkey_token", "passkey_credential"
NEVER_KEPT = (FIELD, "pin", "approval_reason", TOKEN, CREDENTIAL, "csrfmiddlewaretoken")
_DIGITS = {"autocomplete": "off", "inputmode": "numeric", "class": "t-code"}


class LeftWaiting(Exception):
    """What was to be done waits for somebody's yes: no error, the form leads on to the request."""

    def __init__(self, request_id: UUID) -> None:
        super().__init__(str(request_id))
        self.request_id = request_id


@dataclass(frozen=True, slots=True)
class Asker:
    """Who fills the form in, at which branch, where its page is, and the page's path."""

    actor: Actor
    branch_id: UUID
    site: PasskeySite
    page: str


class ApprovedForm(ScreenForm):
    """A form that may need a second person; ``question``: what their passkey is to sign."""

    question: Question | None = None

    @property
    def passkey_options(self) -> dict[str, Any]:
        """What the page's script hands to the browser."""
        return {"request_options": dict(self.question.options)} if self.question else {}

    def put(self, question: Question) -> None:
        """Bring the question to the page; an older answer goes."""
        data = cast("QueryDict", self.data).copy()
        data[TOKEN], data[CREDENTIAL] = question.token, ""
        self.data, self.question = data, question


def add_approval_fields(
    form: ApprovedForm, actor: Actor, branch_id: UUID, *actions: ApprovalAction
) -> None:
    """Ask in the form who approves; those who may approve one of these at the branch, by name."""
    form.fields[FIELD] = forms.ChoiceField(
        label=gettext_lazy("Approver"), choices=_choices_of(actor, branch_id, actions)
    )
    form.fields["pin"] = forms.CharField(
        label=gettext_lazy("Approver's PIN"),
        help_text=gettext_lazy(
            "The approver enters the six digits that they use at the counter. Leave empty to "
            "use their passkey. Not needed when you request approval for later."
        ),
        max_length=6,
        required=False,
        widget=forms.PasswordInput(attrs=_DIGITS),
    )
    form.fields["approval_reason"] = forms.CharField(
        label=gettext_lazy("Reason for the approval or request"), max_length=250
    )
    for name in (TOKEN, CREDENTIAL):
        form.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
    for name in (FIELD, "pin", "approval_reason"):
        put_into_our_words(form.fields[name])
    ask_for_no_names("approval_reason", form.fields["approval_reason"])


def asked_again(
    form: ApprovedForm, actor: Actor, branch_id: UUID, *actions: ApprovalAction
) -> ApprovedForm:
    """The form, with who approves where that was sent."""
    if is_asked(form.data):
        add_approval_fields(form, actor, branch_id, *actions)
    return form


def approvers(actor: Actor, branch_id: UUID, action: ApprovalAction) -> list[tuple[str, str]]:
    """Who may approve at the branch; of these oneself only where a rule lets one."""
    ids = people_of_branch(branch_id).values_list("id", flat=True)
    alone = rule_for(action, branch_id) is not None
    people = sorted(actors_of(ids).values(), key=lambda person: person.name.casefold())
    return [
        (str(person.id), person.name)
        for person in people
        if person.may(action.approver, branch_id) and (alone or person.id != actor.id)
    ]


def _choices_of(
    actor: Actor, branch_id: UUID, actions: Collection[ApprovalAction]
) -> list[tuple[str, str]]:
    """Who may approve, and that it waits for one of them; nothing where nobody may."""
    people = list(
        dict.fromkeys(one for action in actions for one in approvers(actor, branch_id, action))
    )
    return (
        [*people, (LATER, _("No approver here now: request approval for later"))] if people else []
    )


def is_asked(data: Any) -> bool:
    """Whether what was sent answers who approves."""
    return bool(data) and FIELD in data


def with_approval(form: ApprovedForm, asker: Asker, act: Callable[[UUID | None], Done]) -> Done:
    """Act; where an approval is needed, take the one given to a request, or in the form.

    An act may need two: of the one that it finds by itself (``is_found``) it is told no id. Raises
    ApprovalNeeded, with the fields for it in the form, when none was given yet, or with the
    question for the approver's passkey; and LeftWaiting where somebody is to approve it later.
    """
    given: UUID | None = None
    for _turn in range(MOST_NEEDED):
        try:
            return act(given)
        except ApprovalNeeded as needed:
            action = find_action(needed.facts["action"])
            if action is None:
                raise
            yes = _yes_to(form, asker, action, needed)
            given = given if action.is_found else yes
    return act(given)


def _yes_to(
    form: ApprovedForm, asker: Asker, action: ApprovalAction, needed: ApprovalNeeded
) -> UUID:
    content = needed.facts["content"]
    yes = find_yes(action.code, asker.branch_id, content, asker.actor.id)
    if yes and not _is_answered(form):
        return yes
    if FIELD not in form.cleaned_data:
        add_approval_fields(form, asker.actor, asker.branch_id, action)
        raise ApprovalNeeded(_words(form, action), **needed.facts) from None
    if form.cleaned_data[FIELD] == LATER:
        raise LeftWaiting(_left(form, asker, action, content)) from None
    return _given(form, asker, action, needed).id


def _is_answered(form: ApprovedForm) -> bool:
    """Whether somebody approves beside who fills the form in: they go before a yes from afar."""
    return bool(form.cleaned_data.get("pin") or form.cleaned_data.get(CREDENTIAL))


def _left(
    form: ApprovedForm, asker: Asker, action: ApprovalAction, content: Mapping[str, Any]
) -> UUID:
    return leave_request(
        actor=asker.actor,
        branch_id=asker.branch_id,
        action=action.code,
        content=content,
        reason=form.cleaned_data["approval_reason"],
        form=TypedForm(asker.page, _as_typed(form)),
    )


def _as_typed(form: ApprovedForm) -> str:
    """Every field of the page but who approves and by what: neither is kept."""
    data = cast("QueryDict", form.data).copy()
    for name in NEVER_KEPT:
        data.pop(name, None)
    return str(data.urlencode())


def _given(
    form: ApprovedForm, asker: Asker, action: ApprovalAction, needed: ApprovalNeeded
) -> Approval:
    """The approval by what the form holds: a PIN, or a passkey's answer."""
    typed = form.cleaned_data
    asked = ApprovalAsked(
        action=action.code,
        content=needed.facts["content"],
        requested_by=asker.actor.id,
        reason=typed["approval_reason"],
    )
    whose: dict[str, Any] = {
        "branch_id": asker.branch_id,
        "approver_id": UUID(typed[FIELD]),
        "asked": asked,
    }
    if typed["pin"]:
        return approve_by_pin(actor=asker.actor, pin=typed["pin"], **whose)
    credential = _credential(typed[CREDENTIAL])
    if credential:
        answer = PasskeyAnswer(typed[TOKEN], credential)
        try:
            return approve_by_passkey(actor=asker.actor, answer=answer, site=asker.site, **whose)
        except PasskeyRefused:
            form.put(ask_passkey(site=asker.site, **whose))
            raise
    if not owns_passkey(whose["approver_id"]):
        raise PinRefused(_("Enter the PIN. This person has no passkey."), field="pin")
    form.put(ask_passkey(site=asker.site, **whose))
    raise ApprovalNeeded(
        _("%(name)s now confirms with their passkey below. Nothing has changed yet.")
        % {"name": dict(_choices(form))[typed[FIELD]]},
        **needed.facts,
    ) from None


def _credential(text: str) -> Mapping[str, Any] | None:
    """The authenticator's answer as JSON; None for nothing and for what isn't one."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _choices(form: ApprovedForm) -> list[tuple[str, str]]:
    field: Any = form.fields[FIELD]
    return list(field.choices)


def _words(form: ApprovedForm, action: ApprovalAction) -> str:
    if not _choices(form):
        return _(
            "This needs approval from a second person (%(what)s), but no one else at this "
            "branch has permission. Ask the owner to give someone the permission or to sign "
            "a self-confirmation rule."
        ) % {"what": action.title}
    return _(
        "This needs approval from a second person (%(what)s). The approver chooses their "
        "name and enters their PIN below, or you request approval for later. Nothing has "
        "changed yet."
    ) % {"what": action.title}
