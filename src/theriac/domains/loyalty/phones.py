"""Telephone numbers of members: kept encrypted, found by a keyed hash."""

from __future__ import annotations

from theriac.core.persons.numbers import phone_digits
from theriac.core.privacy.keyed_hashes import hash_keys
from theriac.countries.registry import profile_for
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.organisation.queries.branches import pharmacy_country

TOKEN = "loyalty.phone"  # noqa: S105 (a kind of hash)


def digits_of(phone: str) -> str:
    """The digits with their country's; "" for what is no number."""
    return phone_digits(phone, profile_for(pharmacy_country()).calling_code) or ""


def mark(member: LoyaltyMember) -> None:
    """Let the member be found by what ``holder`` says, under the newest key."""
    newest = hash_keys()[0]
    digits = digits_of(str(member.holder.get("phone", "")))
    member.phone_token = newest.token(TOKEN, digits) if digits else None
    member.hash_generation = newest.generation


def tokens_of(phone: str) -> list[int]:
    """The hashes by which a number is found, whichever key wrote it."""
    digits = digits_of(phone)
    return [key.token(TOKEN, digits) for key in hash_keys()] if digits else []
