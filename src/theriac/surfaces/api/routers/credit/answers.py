"""Accounts, entries and statements as they are answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.domains.credit.commands.open import CreditHolder
from theriac.domains.credit.problems import CreditAccountUnknown, unknown_account
from theriac.domains.credit.queries.accounts import ages_of, find_credit_account
from theriac.domains.credit.queries.statement import (
    CreditLine,
    credit_statement,
    find_credit_entry,
)
from theriac.domains.credit.rules import Settled
from theriac.domains.organisation.queries.branches import branch_date
from theriac.surfaces.api.schemas.sales.credit import (
    CreditAccount,
    CreditEntry,
    CreditStatement,
    SettledPart,
)


def found_account(actor: Actor, branch_id: UUID, account_id: UUID) -> Any:
    found = find_credit_account(actor=actor, branch_id=branch_id, account_id=account_id)
    if found is None:
        raise unknown_account()
    return found


def account_told(actor: Actor, branch_id: UUID, account_id: UUID) -> CreditAccount:
    return accounts_told(actor, branch_id, [found_account(actor, branch_id, account_id)])[0]


def accounts_told(actor: Actor, branch_id: UUID, rows: Sequence[Any]) -> list[CreditAccount]:
    ages = ages_of(
        actor=actor,
        branch_id=branch_id,
        account_ids=[row.id for row in rows],
        on=branch_date(branch_id),
    )
    return [
        CreditAccount(
            id=row.id,
            number=row.number,
            patient_id=row.patient_id,
            holder=given(CreditHolder, **row.holder),
            credit_limit=row.credit_limit,
            terms_days=row.terms_days,
            owed=row.owed,
            free=max(0, row.credit_limit - row.owed) if row.state == "active" else 0,
            overdue=ages[row.id].overdue,
            state=row.state,
            state_reason=row.state_reason,
            opened_at=row.opened_at,
            version=row.version,
        )
        for row in rows
    ]


def statement_told(
    actor: Actor, branch_id: UUID, account_id: UUID, days: tuple[date, date]
) -> CreditStatement:
    found = credit_statement(
        actor=actor,
        branch_id=branch_id,
        account_id=account_id,
        first_on=days[0],
        last_on=days[1],
    )
    return CreditStatement(
        account_id=account_id,
        first_on=found.first_on,
        last_on=found.last_on,
        opening=found.opening,
        charged=found.charged,
        paid=found.paid,
        closing=found.closing,
        entries=[_line(one) for one in found.lines],
        open=[_part(one) for one in found.open],
        ages=list(found.ageing.ages),
        overdue=found.ageing.overdue,
        is_cut=found.is_cut,
    )


def entry_told(actor: Actor, branch_id: UUID, entry_id: UUID) -> CreditEntry:
    found = find_credit_entry(actor=actor, branch_id=branch_id, entry_id=entry_id)
    if found is None:
        raise CreditAccountUnknown(_("This payment doesn’t exist. Choose one from the account."))
    return _line(found)


def _line(line: CreditLine) -> CreditEntry:
    return CreditEntry.model_validate(
        {
            **{
                name: getattr(line.entry, name)
                for name in (
                    "id account_id branch_id kind amount number document_id booked_on due_on "
                    "method reference note"
                ).split()
            },
            "after": line.after,
            "is_reversed": line.is_reversed,
            "settles": [_part(one) for one in line.paid],
        }
    )


def _part(one: Settled) -> SettledPart:
    told = asdict(one.charge)
    return SettledPart(entry_id=told.pop("id"), **told, paid=one.paid, open=one.open)
