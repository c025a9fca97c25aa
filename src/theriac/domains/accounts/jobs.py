"""Scheduled work of accounts: signing keys change, and what ended long ago is let go."""

from __future__ import annotations

from theriac.core.actor import SYSTEM
from theriac.core.jobs.schedule import scheduled
from theriac.core.jobs.task import task
from theriac.domains.accounts.commands.factors import relock_factors
from theriac.domains.accounts.commands.tokens.forget import forget_families
from theriac.domains.accounts.commands.tokens.signing_keys import keep_signing_keys


@scheduled(daily_at="03:20")
@task()
def keep_tokens() -> int:
    """Change the signing key when it is due, relock secrets, forget ended families; how many."""
    keep_signing_keys(actor=SYSTEM)
    relock_factors(actor=SYSTEM)
    return forget_families(actor=SYSTEM)
