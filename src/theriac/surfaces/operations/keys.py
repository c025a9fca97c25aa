"""API keys from the command line: made with a terminal of their own, listed, revoked."""

from __future__ import annotations

import argparse

from theriac.core.actor import SYSTEM
from theriac.domains.accounts.commands.api_keys import issue_api_key, revoke_api_key
from theriac.domains.accounts.commands.tokens.signing_keys import (
    make_signing_key,
    withdraw_signing_keys,
)
from theriac.domains.accounts.queries.people import list_api_keys
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.operations.cli.subcommand import Refusal


def make(options: argparse.Namespace) -> list[str]:
    """Make a key; its secret is the first line. Raises Refusal for an unknown branch."""
    branches = {branch.code: BranchId(branch.id) for branch in list_branches()}
    if options.branch not in branches:
        there = ", ".join(branches) or "none yet; ./theriac setup opens the first"
        raise Refusal(f"There is no branch {options.branch}. Branches: {there}.")
    branch_id = branches[options.branch]
    terminal_id = register_terminal(
        actor=SYSTEM,
        branch_id=branch_id,
        code=options.terminal,
        name=options.key_name,
        kind="api",
    )
    issued = issue_api_key(
        actor=SYSTEM,
        branch_id=branch_id,
        terminal_id=terminal_id,
        name=options.key_name,
        role_code=options.role,
    )
    return [issued.secret, "Keep it now: it isn't shown again."]


def listing(_options: argparse.Namespace) -> list[str]:
    """A line a key: its first letters, state, role, branch, terminal, name."""
    return [
        f"{key.hint}…  {'revoked' if key.revoked_at else 'valid':<8} {key.role.code:<14} "
        f"{key.branch.code:<7} {key.terminal.code:<5} {key.name}"
        for key in list_api_keys()
    ] or ["There is no key yet."]


def revoke(options: argparse.Namespace) -> list[str]:
    """End the one valid key of this name. Raises Refusal when there is none or several."""
    named = [
        key
        for key in list_api_keys().filter(revoked_at=None)
        if options.key in (key.name, key.hint, f"{key.hint}…")
    ]
    if len(named) != 1:
        raise Refusal(
            f"{len(named)} valid keys are called {options.key}. Look: ./theriac apikey list"
        )
    revoke_api_key(
        actor=SYSTEM, branch_id=named[0].branch_id, key_id=named[0].id, reason=options.reason
    )
    return [f"{named[0].name} is revoked."]


def signing(options: argparse.Namespace) -> list[str]:
    """Have a new key sign access tokens; with ``withdraw`` those before it open nothing more."""
    if options.withdraw:
        key_id = withdraw_signing_keys(actor=SYSTEM, reason=options.reason or "withdrawn")
        return [f"{key_id} signs from now on; every other key is forgotten."]
    key_id = make_signing_key(actor=SYSTEM, reason=options.reason or "by hand")
    return [f"{key_id} signs from now on; tokens of the key before hold until they end."]


STEPS = {"make": make, "list": listing, "revoke": revoke, "signing": signing}
