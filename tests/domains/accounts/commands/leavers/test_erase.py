"""Somebody who left is erased once no law wants their name; what they did stays theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.staff import keep
from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.erasure import apply_destroyed_keys
from theriac.core.privacy.keys import destroy_keys, destroyed_owners
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.core.verification.registry import Findings
from theriac.domains.accounts.commands.leavers.erase import erase_person
from theriac.domains.accounts.commands.people import set_person_active
from theriac.domains.accounts.commands.profiles import change_profile
from theriac.domains.accounts.models import Assignment, StaffProfile, User
from theriac.domains.accounts.ports import staff_holds
from theriac.domains.accounts.problems import PersonHeld, PersonWorks
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.accounts.security.verification import names_open
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale

pytestmark = pytest.mark.django_db
WHY = "left in March"


def leaver(shop: Shop, role: str = "cashier") -> Actor:
    dewi = add_staff(role, shop.branch_id, "dewi")
    keep(dewi.id, email="dewi@apotek.example")
    change_profile(
        actor=shop.owner,
        user_id=dewi.id,
        display_name="Dewi Lestari",
        phone="0812 3456 7890",
        language="",
        home_id=None,
    )
    set_person_active(actor=shop.owner, user_id=dewi.id, active=False)
    return dewi


def test_name_contact_and_way_in_are_gone_and_the_trail_keeps_the_id(shop: Shop) -> None:
    dewi = leaver(shop)
    acts = AuditRecord.objects.filter(object_id=dewi.id).count()

    erase_person(actor=shop.owner, user_id=dewi.id, reason=WHY)

    row = User.objects.get(id=dewi.id)
    assert (row.username, row.email, row.sign_in_token, row.email_token) == ("", "", None, None)
    assert row.erased_at is not None
    assert dewi.id in destroyed_owners()
    assert not StaffProfile.objects.filter(id=dewi.id).exists()
    assert not Assignment.objects.filter(user_id=dewi.id).exists()
    assert User.objects.named("dewi") is None
    assert names_of([dewi.id])[dewi.id] == f"Former staff member {dewi.id.hex[-6:].upper()}"
    assert AuditRecord.objects.filter(object_id=dewi.id).count() > acts
    findings = Findings()
    names_open(findings)
    assert findings.found == []


def test_who_works_or_may_more_or_gives_no_reason_is_refused(shop: Shop) -> None:
    dewi = leaver(shop)
    administrator = add_staff("administrator", None)
    with pytest.raises(Unprocessable):
        erase_person(actor=shop.owner, user_id=dewi.id, reason=" ")
    with pytest.raises(PersonWorks):
        erase_person(actor=shop.owner, user_id=administrator.id, reason=WHY)
    with pytest.raises(NotPermitted):
        erase_person(actor=administrator, user_id=shop.owner.id, reason=WHY)
    with pytest.raises(NotPermitted):
        erase_person(actor=dewi, user_id=administrator.id, reason=WHY)
    with pytest.raises(NotFound):
        erase_person(actor=shop.owner, user_id=shop.pharmacy_id, reason=WHY)


@pytest.mark.rows("AUD-07")
def test_who_dispensed_on_a_prescription_is_named_until_the_law_lets_go(shop: Shop) -> None:
    dewi = add_staff("pharmacist", shop.branch_id, "dewi")
    medicine = add_medicine(shop, "Amoxicillin", legal_class="keras")
    stock_up(shop, medicine, 5)
    ground = GroundSeen(kind="prescription", written_on=shop.today, prescriber="dr. A", number="1")
    complete_sale(
        actor=dewi,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=medicine.id, quantity=1, ground=0)], grounds=[ground]
        ),
    )
    set_person_active(actor=shop.owner, user_id=dewi.id, active=False)
    (hold,) = staff_holds(dewi.id)
    assert hold.until == Sale.objects.get().business_on + timedelta(days=1827)
    with pytest.raises(PersonHeld):
        erase_person(actor=shop.owner, user_id=dewi.id, reason=WHY)
    assert names_of([dewi.id])[dewi.id] == "Dewi"
    with clock.at(clock.now() + timedelta(days=1829)):
        erase_person(actor=shop.owner, user_id=dewi.id, reason=WHY)
    assert Sale.objects.get().person_id == dewi.id


def test_a_restored_backup_that_still_knows_them_forgets_them_again(shop: Shop) -> None:
    dewi = leaver(shop)
    destroy_keys([dewi.id])
    assert apply_destroyed_keys() == 1
    assert User.objects.get(id=dewi.id).erased_at is not None
    assert apply_destroyed_keys() == 0
