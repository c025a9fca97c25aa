"""Signing in for programs: a password becomes tokens, a refresh token the next ones."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from theriac.core.actor import Actor
from theriac.domains.accounts.commands.tokens import sign_in
from theriac.domains.accounts.commands.tokens.refresh import sign_out
from theriac.domains.accounts.factors.codes import require_second_step
from theriac.domains.accounts.passwords import require_own_password
from theriac.domains.accounts.problems import SignInRefused, TooManyTries
from theriac.domains.accounts.queries.actors import actor_with_programs
from theriac.domains.accounts.queries.tokens import published_keys
from theriac.domains.accounts.security.devices import from_program
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.document import asking, operation
from theriac.surfaces.api.schemas.auth import (
    KeySet,
    PublicKey,
    Renewal,
    SignedOut,
    SignIn,
    SigningOut,
    Tokens,
)

router = Router(tags=["auth"])


@router.post(
    "/auth/login",
    **asking(
        "signIn",
        "Sign a person in from a program",
        answers=Tokens,
        is_open=True,
        detail="Attempts are limited as on the sign-in page. Browsers sign in there, by a cookie.",
    ),
)
def login(request: HttpRequest, body: SignIn) -> HttpResponse:
    """Tokens for a person by name and password."""
    person = _person(request, body)
    return _tokens(
        request,
        sign_in.sign_in(actor=person, client_id=body.client_id, client_name=body.client_name),
    )


@router.post(
    "/auth/refresh",
    **asking(
        "refreshTokens",
        "Change a refresh token for the next tokens",
        answers=Tokens,
        is_open=True,
        detail=(
            "A token is used once; used again it ends the sign-in. Only within seconds of its use "
            "does the same installation get the same next token again."
        ),
    ),
)
def refresh(request: HttpRequest, body: Renewal) -> HttpResponse:
    """The next tokens of a sign-in."""
    return _tokens(request, sign_in.renew(presented=body.refresh_token, client_id=body.client_id))


@router.post(
    "/auth/logout",
    **asking(
        "signOut",
        "End a sign-in",
        answers=SignedOut,
        is_open=True,
        detail="Its access token opens nothing from then on.",
    ),
)
def logout(request: HttpRequest, body: SigningOut) -> HttpResponse:
    """The family of this token ends; an unknown token is no error (RFC 7009)."""
    return respond(request, SignedOut(ended=sign_out(body.refresh_token)))


@router.get(
    "/auth/keys",
    **operation(
        "getSigningKeys",
        "Read the public keys of access tokens",
        answers=KeySet,
        is_open=True,
        detail="A key stays until the last token that it signed has ended.",
    ),
)
def keys(request: HttpRequest) -> HttpResponse:
    """The keys as a JSON Web Key Set."""
    found = [PublicKey(kid=key.key_id, x=key.public_key) for key in published_keys()]
    return respond(request, KeySet(keys=found))


def _person(request: HttpRequest, body: SignIn) -> Actor:
    """The person of a name, a password and, where one is set up, a second step.

    Raises SignInRefused, PasswordGiven, SecondStepMissing, SecondStepRefused.
    """
    credentials = {"username": body.username.strip(), "password": body.password}
    try:
        with from_program(body.client_id):
            user = get_adapter(request).authenticate(request, **credentials)
    except ValidationError as problem:
        if seconds := getattr(request, "retry_after", None):
            words = " ".join(problem.messages)
            raise TooManyTries(words, field="password", retry_after=seconds) from None
        raise SignInRefused(" ".join(problem.messages), field="password") from None
    if user:
        require_own_password(user)
    person = actor_with_programs(user.pk) if user else None
    if person:
        require_second_step(user, body.code.strip())
    if person is None:
        raise SignInRefused(_("Wrong name or password. Try again."), field="password")
    return person


def _tokens(request: HttpRequest, given: sign_in.Tokens) -> HttpResponse:
    response = respond(request, told(Tokens, given, token_type="Bearer"))  # noqa: S106
    response.headers["Cache-Control"] = "no-store"
    return response
