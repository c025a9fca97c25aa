"""A cashier sees no allergy, condition or note of a patient: on no screen, by no operation."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.turns import Turns
from tests.surfaces.api.program import Program
from tests.surfaces.api.world import full_world
from tests.surfaces.backoffice.busy import busy_shop, screens
from tests.surfaces.branches import a_patient, key_at
from tests.surfaces.test_screens_matrix import matrix
from theriac.domains.organisation.ids import TerminalId
from theriac.domains.patients.commands.change import write_notes
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import HealthFact

pytestmark = [pytest.mark.django_db, pytest.mark.rows("AUD-06")]
OF_PATIENTS = {"patient_detail", "patient_list"}
SECRETS = ("Zqallergen", "Zqreaction", "Zqdiagnosis", "Zqnote")


def with_secrets(shop: Any, patient_id: PatientId) -> None:
    named = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": patient_id}
    allergy = NewHealthFact("allergy", "other", "Zqallergen", "severe", "Zqreaction")
    record_health(**named, fact=allergy)
    record_health(**named, fact=NewHealthFact("condition", "other", "Zqdiagnosis"))
    write_notes(**named, notes="Zqnote")


def text_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def opened_by(addresses: dict[str, str], role: str) -> dict[str, str]:
    """Those that the matrix of screens opens for a role, and those that it doesn't name."""
    written = matrix()
    return {
        name: address
        for name, address in addresses.items()
        if name not in written or written[name][role] == "yes"
    }


def said_to(client: Client, addresses: dict[str, str]) -> dict[str, set[str]]:
    """Which secrets each screen says."""
    told = {}
    for name, address in addresses.items():
        with transaction.atomic():
            text = text_of(client.get(address))
            transaction.set_rollback(True)
        told[name] = {secret for secret in SECRETS if secret in text}
    return {name: found for name, found in told.items() if found}


@pytest.mark.databases("sqlite")  # the doors are the same on each
def test_no_screen_tells_a_cashier_and_the_pharmacists_tells_all(
    is_long: bool, on_turn: Turns
) -> None:
    """What is refused (the matrix of screens holds it) is asked too at night."""
    shop, _owner = busy_shop()
    fact = HealthFact.objects.get()
    addresses = {
        name: address
        for name, address in screens(shop).items()
        if name in OF_PATIENTS or on_turn(name)
    }
    with_secrets(shop, PatientId(fact.patient_id))
    cashier = client_of(shop, "cashier")
    record = addresses["patient_detail"]

    assert cashier.get(record).status_code == 200
    to_cashiers, to_managers = (opened_by(addresses, one) for one in ("cashier", "manager"))
    assert to_cashiers.keys() >= OF_PATIENTS
    assert to_cashiers.keys() <= to_managers.keys()
    assert said_to(cashier, addresses if is_long else to_cashiers) == {}
    assert said_to(client_of(shop, "pharmacist"), {"record": record}) == {"record": set(SECRETS)}
    of_managers = {name: to_managers[name] for name in to_managers.keys() - to_cashiers.keys()}
    assert said_to(client_of(shop, "manager"), addresses if is_long else of_managers) == {}


def test_no_operation_tells_a_cashiers_program(on_turn: Turns) -> None:
    world = full_world()
    shop = world.shop
    with_secrets(shop, PatientId(a_patient(shop)["patient_id"]))
    terminal_id = TerminalId(shop.api_terminal_id)
    asking = Program(key_at(shop, shop.branch_id, terminal_id, "cashier"))

    told = set()
    for name, request in world.requests.items():
        if not on_turn(name):
            continue
        with transaction.atomic():
            answer = asking.ask(request)
            text = answer.file.decode("latin-1") if hasattr(answer, "file") else text_of(answer)
            transaction.set_rollback(True)
        told |= {f"{request.path} {secret}" for secret in SECRETS if secret in text}
    assert told == set()
