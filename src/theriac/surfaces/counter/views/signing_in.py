"""Signing in at a counter: a name and a password become a person on each sale."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.passwords import require_own_password
from theriac.domains.accounts.problems import SignInRefused, TooManyTries
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.organisation.commands.sealing_keys import ensure_sealing_key
from theriac.domains.sales.permissions import SELL
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.numbering import open_needed
from theriac.surfaces.counter.people import person_out
from theriac.surfaces.counter.terminals import keep_secret, paired_device
from theriac.surfaces.counter.wire.people import SignInIn


@endpoint("POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Who the person is and what they may do here. Attempts are limited as in the back office."""
    device = paired_device(request)
    asked = read_body(request, SignInIn)
    credentials = {"username": asked.username.strip(), "password": asked.password}
    try:
        user = get_adapter(request).authenticate(request, **credentials)
    except ValidationError as problem:
        if seconds := getattr(request, "retry_after", None):
            words = " ".join(problem.messages)
            raise TooManyTries(words, field="password", retry_after=seconds) from None
        raise SignInRefused(" ".join(problem.messages), field="password") from None
    if user:
        require_own_password(user)
    person = actor_of_person(user.pk, branch_id=device.point.branch_id) if user else None
    if person is None:
        raise SignInRefused(_("Check the name and the password."), field="password")
    if not person.may(SELL, device.point.branch_id):
        raise NotPermitted(
            _("%(name)s may not sell at this branch. Ask a manager.") % {"name": person.name},
            field="username",
        )
    open_needed(device.actor, device.point)
    ensure_sealing_key(actor=SYSTEM, branch_id=device.point.branch_id)
    answer = answer_with(
        person_out(person, device.point.branch_id, clock.today(device.point.time_zone))
    )
    keep_secret(answer, device.secret)
    return answer
