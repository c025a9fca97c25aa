"""Signing in at a counter: a name and a password become a person on each sale."""

from __future__ import annotations

from dataclasses import replace

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.problems import NotPermitted
from theriac.domains.accounts.commands.approval import person_of_badge, require_pin
from theriac.domains.accounts.commands.pins import set_pin, try_pin, unlock_pin
from theriac.domains.accounts.passwords import require_own_password
from theriac.domains.accounts.problems import PinRefused, SignInRefused, TooManyTries
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.accounts.queries.badges import badge_of
from theriac.domains.accounts.queries.factors import asks_second_step, owns_passkey
from theriac.domains.accounts.queries.pins import has_failed_tries, has_pin
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.organisation.commands.sealing_keys import ensure_sealing_key
from theriac.domains.organisation.queries.device_keys import SignedFor
from theriac.domains.sales.permissions import SELL
from theriac.surfaces.counter.endpoints import NotReadable, answer_with, endpoint, read_body
from theriac.surfaces.counter.numbering import open_needed
from theriac.surfaces.counter.people import person_out
from theriac.surfaces.counter.terminals import PairedDevice, has_signed, keep_secret, paired_device
from theriac.surfaces.counter.tokens import token_for
from theriac.surfaces.counter.wire.people import SignedInOut, SignInIn


@endpoint("POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Who the person is and what they may do here. Tries are limited, by password and by PIN."""
    device = paired_device(request)
    asked = read_body(request, SignInIn)
    by_pin = asked.person_id is not None and asked.pin
    if asked.badge:
        person = person_of_badge(
            actor=device.actor,
            branch_id=device.point.branch_id,
            badge=asked.badge,
            pin=asked.pin,
        )
    else:
        person = _by_pin(device, asked) if by_pin else _by_password(request, device, asked)
    if not person.may(SELL, device.point.branch_id):
        raise NotPermitted(
            _("%(name)s doesn't have permission to sell at this branch. Ask a manager.")
            % {"name": person.name},
            field="username",
        )
    open_needed(device.actor, device.point)
    ensure_sealing_key(actor=SYSTEM, branch_id=device.point.branch_id)
    known = person_out(
        person,
        device.point.branch_id,
        clock.today(device.point.time_zone),
        badge=held.id if (held := badge_of(person.id)) else None,
        passkey=owns_passkey(person.id),
        pin=has_pin(person.id),
        roles=roles_held(person.id, device.point.branch_id),
    )
    token = token_for(device, person.id) if _is_known(request, device, person) else ""
    answer = answer_with(SignedInOut(**known.model_dump(), token=token))
    keep_secret(answer, device.secret)
    return answer


def _is_known(request: HttpRequest, device: PairedDevice, person: Actor) -> bool:
    """Whether somebody else who knew the password would be kept out.

    For an account with a second step the device is one, where it signed this very request.
    """
    if not asks_second_step(person.id):
        return True
    return bool(device.public_key) and has_signed(device, SignedFor.SIGN_IN, request)


def _by_password(request: HttpRequest, device: PairedDevice, asked: SignInIn) -> Actor:
    """The person of a name and a password; tries of their PIN begin anew.

    Raises NotReadable, SignInRefused, TooManyTries.
    """
    for name in ("username", "password"):
        if not getattr(asked, name):
            raise NotReadable(_("The counter sent data that can't be read."), field=name)
    credentials = {"username": asked.username.strip(), "password": asked.password}
    try:
        user = get_adapter(request).authenticate(request, **credentials)
    except ValidationError as problem:
        words = " ".join(problem.messages)
        if seconds := getattr(request, "retry_after", None):
            raise TooManyTries(words, field="password", retry_after=seconds) from None
        raise SignInRefused(words, field="password") from None
    if user:
        require_own_password(user)
    person = actor_of_person(user.pk, branch_id=device.point.branch_id) if user else None
    if person is None:
        raise SignInRefused(_("Wrong name or password. Try again."), field="password")
    if has_failed_tries(person.id):
        unlock_pin(actor=person)
    return person


@endpoint("POST")
def own_pin(request: HttpRequest) -> HttpResponse:
    """Keep a person's new PIN, shown to be theirs by name and password. Raises WeakPin too."""
    device = paired_device(request)
    asked = read_body(request, SignInIn)
    person = _by_password(request, device, asked)
    set_pin(actor=replace(person, terminal_id=device.point.terminal_id), pin=asked.pin)
    return HttpResponse(status=204)


def _by_pin(device: PairedDevice, asked: SignInIn) -> Actor:
    """The person who was picked, by their PIN. Raises PinRefused."""
    person_id = asked.person_id
    person = actor_of_person(person_id, branch_id=device.point.branch_id) if person_id else None
    if person is None:
        raise PinRefused(_("Sign in with name and password."), field="pin")
    require_pin(try_pin(actor=device.actor, user_id=person.id, pin=asked.pin))
    return person
