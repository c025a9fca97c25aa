"""Signing in from a program, and going on from there."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import PASSWORD, Shop
from tests.surfaces.api.pieces import Asked
from theriac.core.ids import new_id
from theriac.domains.accounts.commands.tokens.families import start_family


def sign_ins(shop: Shop) -> dict[str, Asked]:
    """A valid request for each: the token is of the owner's own sign-in."""
    client_id = str(new_id())
    issued = start_family(actor=shop.owner, client_id=UUID(client_id), client_name="")
    mine = {"refresh_token": issued.secret}
    person = {"username": "owner", "password": PASSWORD}
    return {
        "signIn": Asked("POST", "/auth/login", {**person, "client_id": client_id}, writes=False),
        "refreshTokens": Asked(
            "POST", "/auth/refresh", {**mine, "client_id": client_id}, writes=False
        ),
        "signOut": Asked("POST", "/auth/logout", mine, writes=False),
    }
