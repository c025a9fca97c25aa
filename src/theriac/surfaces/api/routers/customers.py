"""Customers who register from a program, and what their token opens: their own account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from theriac.domains.accounts.problems import TooManyTries
from theriac.domains.customers.commands.register import NewCustomer
from theriac.domains.customers.queries import consents_of, opening, own_account
from theriac.domains.customers.registration import register
from theriac.domains.customers.rules import PROGRAM
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, of_customers, operation
from theriac.surfaces.api.schemas.auth import (
    Opening,
    OwnAccount,
    OwnConsent,
    Registered,
    Registering,
)

router = Router(tags=["customers"])


@router.get(
    "/auth/register",
    **operation(
        "getRegistration",
        "Read whether customers may register, and the privacy text",
        answers=Opening,
        is_open=True,
    ),
)
def registration(request: HttpRequest) -> HttpResponse:
    """Whether it is turned on, and the text that is agreed to."""
    return respond(request, told(Opening, opening()))


@router.post(
    "/auth/register",
    **asking(
        "register",
        "Register as a customer",
        answers=Registered,
        is_open=True,
        detail=(
            "Only where the pharmacy turned it on; staff are invited. The account opens once the "
            "link in the mail was opened and the password typed there. The answer is the same for "
            "an address that is known. Attempts are limited by address and by mailbox."
        ),
    ),
)
def registering(request: HttpRequest, body: Registering) -> HttpResponse:
    """Keep it until the address is confirmed, and mail the link."""
    given = NewCustomer(
        name=body.name,
        email=body.email,
        password=body.password,
        privacy=body.privacy,
        how=PROGRAM,
        language=body.language,
    )
    try:
        register(given, request.build_absolute_uri("/").rstrip("/"))
    except TooManyTries as problem:
        request.retry_after = problem.facts["retry_after"]  # type: ignore[attr-defined]
        raise
    return respond(request, Registered(mailed=True))


@router.get(
    "/account",
    **of_customers(
        operation(
            "getOwnAccount",
            "Read one's own account as a customer",
            answers=OwnAccount,
            detail="Everything else of the API is refused to a customer.",
        )
    ),
)
def account(request: HttpRequest) -> HttpResponse:
    """Who they are, and what they agreed to."""
    found = own_account(actor_of(request))
    consents = [told(OwnConsent, one) for one in consents_of(found.id)]
    return respond(request, told(OwnAccount, found, consents=consents))
