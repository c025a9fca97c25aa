"""What belongs to one branch, found in every table that names a branch, and who works elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps

from tests.support.patients import register
from tests.support.shop import Shop, add_staff, api_key
from tests.support.shops import second_branch
from tests.surfaces.api.transfers import transfers_in_each_state
from tests.surfaces.api.world import World
from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.approval.models import ApprovalRequest
from theriac.core.ids import new_id
from theriac.core.jobs.models import Job
from theriac.domains.accounts.commands.api_keys import issue_api_key
from theriac.domains.accounts.commands.licences import LicenceFacts, keep_licence
from theriac.domains.accounts.models import ApiKey, Role
from theriac.domains.catalog.models import Category, Manufacturer
from theriac.domains.customers.models import Customer
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.commands.household import allow_collector
from theriac.domains.shares.commands import ShareDraft, make_share

PERSON, KEY, TERMINAL = "Melatiperson", "melatikey", "Kasir 1"
"""Names that are said at the first branch only."""


OF_ALL_BRANCHES = {
    "Recall",
    "UnknownCode",
    "CreditEntry",
    "GiftCard",
    "GiftEntry",
    "LoyaltyEntry",
}
"""What concerns every branch; the one that it names only gave it its number, scanned it last, or is
where an account of the pharmacy was charged."""


def ids_of(branch_id: UUID) -> dict[str, str]:
    """The id of every row that belongs to the branch, and its model's name."""
    found: dict[str, str] = {}
    for model in apps.get_models():
        ours = model.__module__.startswith("theriac.")
        names = {field.attname for field in model._meta.concrete_fields}
        if ours and "branch_id" in names and model.__name__ not in OF_ALL_BRANCHES:
            rows: Any = model._default_manager.filter(branch_id=branch_id)
            found |= {str(key): model.__name__ for key in rows.values_list("pk", flat=True)}
    return found


def elsewhere(shop: Shop) -> BranchId:
    """Another branch, with a person and a key that only the first has."""
    add_staff("cashier", shop.branch_id, PERSON.lower())
    api_key(shop, "cashier", KEY)
    return second_branch(shop)


def key_at(shop: Shop, branch_id: BranchId, terminal_id: TerminalId, role: str) -> str:
    """A program's key for the role at the branch."""
    return issue_api_key(
        actor=shop.owner,
        branch_id=branch_id,
        terminal_id=terminal_id,
        name=f"there {role}",
        role_code=role,
    ).secret


def terminal_at(branch_id: BranchId) -> TerminalId:
    """A program's terminal at the branch."""
    return register_terminal(
        actor=SYSTEM, branch_id=branch_id, code="B1", name="Program there", kind="api"
    )


def a_share(shop: Shop) -> UUID:
    """An open share of the sales, made by the owner of every branch."""
    now = clock.now()
    draft = ShareDraft(
        name="Kantor Sari",
        email="",
        kinds=("sales",),
        branches=(),
        since=now.date(),
        until=now.date(),
        ends_at=now + timedelta(days=7),
    )
    return make_share(actor=shop.owner, draft=draft).id


def a_patient(shop: Shop) -> dict[str, Any]:
    """A patient with an allergy and somebody who may collect: theirs are the pharmacy's."""
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": register(shop)}
    fact_id = record_health(**named, fact=NewHealthFact("allergy", "egg"))
    collector_id = allow_collector(**named, name="Pak Joko")
    return {
        "patient_id": named["patient_id"],
        "fact_id": fact_id,
        "collector_id": collector_id,
    }


def a_licence(shop: Shop, user_id: UUID) -> UUID:
    """A licence of somebody on the staff."""
    day = shop.today + timedelta(days=400)
    licence = LicenceFacts("sipa", "19/SIPA/2026", valid_until=day, branch_id=shop.branch_id)
    return keep_licence(actor=shop.owner, user_id=user_id, country=shop.country, licence=licence)


def named_in_addresses(world: World, asking: Actor) -> dict[str, Any]:
    """A real thing of the first branch for each name in the back office's addresses.

    The job is the asker's own: jobs are of people, not of branches.
    """
    shop = world.shop
    person = add_staff("technician", shop.branch_id, "named")
    patient = a_patient(shop)
    job = Job.objects.create(id=new_id(), task="x", state="failed", requested_by=asking.id)
    return {
        "user_id": person.id,
        "customer_id": Customer.objects.values_list("id", flat=True).get(),
        "licence_id": a_licence(shop, person.id),
        "change_id": world.change_id,
        "request_id": ApprovalRequest.objects.values_list("id", flat=True).get(),
        "role_id": Role.objects.get(code="auditor").id,
        "key_id": ApiKey.objects.get(name=KEY).id,
        "share_id": a_share(shop),
        "product_id": world.medicine.id,
        "group_id": Category.objects.values_list("id", flat=True).get(),
        "manufacturer_rename.group_id": Manufacturer.objects.values_list("id", flat=True).get(),
        "job_id": job.id,
        "terminal_id": shop.terminal_id,
        "branch_id": shop.branch_id,
        "sale_id": world.sale_id,
        "case_id": world.case_id,
        "held_id": new_id(),
        "batch_id": world.batch_id,
        "transfer_id": transfers_in_each_state(shop, world.batch_id)["dispatched"],
        "document_id": world.document_id,
        "movement_id": world.movement_id,
        "series_id": world.series_id,
        "import_id": world.imports.checked,
        "file_id": world.file_id,
        **patient,
        "variant": "thumbnail",
        "first": 1,
    }
