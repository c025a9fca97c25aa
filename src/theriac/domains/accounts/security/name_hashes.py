"""By which keyed hashes the sign-in names and addresses of the staff are found, however typed.

Names are compared as Unicode says that identifiers are (NFKC, case folded; Unicode 16, 3.13).
"""

from __future__ import annotations

from unicodedata import normalize
from uuid import UUID

from theriac.core.privacy.keyed_hashes import HashKey, hash_keys

SIGN_IN = "staff.sign_in"
MAIL = "staff.email"


def folded(text: str) -> str:
    """What is equal however it was typed."""
    return normalize("NFKC", normalize("NFKC", text.strip()).casefold())


def token_of(kind: str, text: str, key: HashKey | None = None) -> int | None:
    """What is kept of a name or an address beside its ciphertext; nothing of nothing."""
    wanted = folded(text)
    return (key or hash_keys()[0]).token(kind, wanted) if wanted else None


def tokens_of(kind: str, text: str) -> list[int]:
    """Every hash under which it may be kept."""
    wanted = folded(text)
    return [key.token(kind, wanted) for key in hash_keys()] if wanted else []


def staff_handle(user_id: UUID) -> str:
    """What an account of the staff is called wherever its name must not stand."""
    return f"staff-{user_id.hex}"
