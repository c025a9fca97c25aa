"""A sale that is paid by credit, wholly or in part, charges the account with the sale."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.approving import by_two
from tests.support.controlled import violations
from tests.support.credit import (
    of_patient,
    on_credit,
    organisation,
    owed,
    refund_unheard,
    settle_credit_case,
    sold_for,
    standing,
    unidentified_sale,
)
from tests.support.customer_returns import a_return, approved_return, give_back, returned
from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.domains.books.accounts import Account
from theriac.domains.credit.commands.change import block_account
from theriac.domains.credit.ids import CreditAccountId
from theriac.domains.credit.models import CreditEntry
from theriac.domains.credit.problems import (
    CreditAccountDiffers,
    CreditAccountRefused,
    CreditAccountUnknown,
)
from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.problems import RefundUnfit
from theriac.domains.customer_returns.queries.returnable import (
    returnable,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.pricing.problems import ChangeOnlyFromCash
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven
from theriac.domains.sales.commands.settle_case import settle_case
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.pushes.sale import PushedPayment

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]
BATCH = [new_id()]
"""Of the medicine that a test sells."""


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop)
    BATCH[0] = stock_up(shop, found, 200)
    return found


def pay(method: str, amount: int | None = None) -> TenderGiven:
    return TenderGiven(method=PaymentMethod(method), amount=amount)


def test_a_sale_is_charged_whole(shop: Shop, medicine: Medicine) -> None:
    account = organisation(shop)
    done = sold_for(shop, medicine.id, 3, [on_credit(account)])

    entry = CreditEntry.objects.get()
    assert (entry.kind, entry.amount, entry.number) == ("charge", 2_100, done.sale.number)
    assert entry.document_id == done.sale.id
    assert entry.due_on == done.sale.business_on + timedelta(days=30)
    assert owed(account) == standing(Account.CUSTOMERS) == 2_100
    assert [(one.method, one.reference) for one in done.payments] == [("credit", account.number)]
    assert violations() == []


@pytest.mark.rows("SAL-07")
def test_parts_equal_the_total_and_change_comes_from_cash_alone(
    shop: Shop, medicine: Medicine
) -> None:
    account = organisation(shop)
    tenders = [pay("card", 3_000), on_credit(account, 2_000), pay("cash", 5_000)]
    done = sold_for(shop, medicine.id, 10, tenders)

    told = [(one.method, one.tendered, one.change) for one in done.payments]
    assert told == [("card", 3_000, 0), ("credit", 2_000, 0), ("cash", 5_000, 3_000)]
    assert sum(one.tendered - one.change for one in done.payments) == done.sale.total == 7_000
    assert owed(account) == 2_000
    with pytest.raises(ChangeOnlyFromCash):
        sold_for(shop, medicine.id, 1, [on_credit(account, 5_000)])
    assert violations() == []


def test_above_the_limit_is_refused_and_a_manager_may_let_it_pass(
    shop: Shop, medicine: Medicine
) -> None:
    account = organisation(shop, limit=2_000)
    cashier = add_staff("cashier", shop.branch_id)
    sold_for(shop, medicine.id, 2, [on_credit(account)])

    def act(approval_id: UUID | None) -> object:
        tenders = [on_credit(account)]
        return sold_for(
            shop, medicine.id, 1, tenders, actor=cashier, credit_approval_id=approval_id
        )

    with pytest.raises(ApprovalNeeded) as needed:
        act(None)
    assert needed.value.facts["action"] == "credit.over_limit"
    assert needed.value.facts["content"] == {
        "account_id": str(account.id),
        "amount": 700,
        "limit": 2_000,
    }
    assert (owed(account), Sale.objects.count()) == (1_400, 1)
    by_two(add_staff("manager", shop.branch_id), cashier, act)
    assert owed(account) == 2_100
    assert CreditEntry.objects.exclude(approval_id=None).count() == 1
    assert violations() == []


def test_small_parts_pass_the_limit_no_more_than_one(shop: Shop, medicine: Medicine) -> None:
    account = organisation(shop, limit=2_000)
    parts = [on_credit(account, 700), on_credit(account, 700), on_credit(account, 700)]
    with pytest.raises(ApprovalNeeded):
        sold_for(shop, medicine.id, 3, parts)
    other = organisation(shop, "Panti Asih")
    with pytest.raises(CreditAccountRefused):
        sold_for(shop, medicine.id, 2, [on_credit(account, 700), on_credit(other, 700)])
    assert CreditEntry.objects.count() == 0


def test_an_account_that_cant_be_charged_is_refused(shop: Shop, medicine: Medicine) -> None:
    account = organisation(shop)
    with pytest.raises(CreditAccountUnknown):
        sold_for(shop, medicine.id, 1, [on_credit(account, reference="000000000000")])
    block_account(
        actor=shop.owner,
        branch_id=shop.branch_id,
        credit_account_id=CreditAccountId(account.id),
        version=account.version,
        reason="late",
    )
    with pytest.raises(CreditAccountDiffers):
        sold_for(shop, medicine.id, 1, [on_credit(account)])
    assert (Sale.objects.count(), owed(account)) == (0, 0)


def test_a_patients_account_names_the_record_alone(shop: Shop, medicine: Medicine) -> None:
    account = of_patient(shop, register(shop))
    sold_for(shop, medicine.id, 1, [on_credit(account)])
    assert account.holder == {}
    assert owed(account) == 700


class TestPushed:
    def _push(self, shop: Shop, medicine: Medicine, reference: str) -> object:
        sale = pushed_sale(shop, [pushed_line(shop, medicine, [(BATCH[0], 3)])])
        payment = PushedPayment(
            id=new_id(), method="credit", tendered=sale.total, change=0, reference=reference
        )
        return push(shop, replace(sale, payments=(payment,)))

    def test_within_the_limit_it_is_charged(self, shop: Shop, medicine: Medicine) -> None:
        account = organisation(shop)
        self._push(shop, medicine, account.number)
        total = Sale.objects.get().total
        assert owed(account) == standing(Account.CUSTOMERS) == total
        assert DiscrepancyCase.objects.filter(kind="credit").count() == 0
        assert violations() == []

    def test_above_the_limit_it_is_booked_and_a_case(self, shop: Shop, medicine: Medicine) -> None:
        account = organisation(shop, limit=100)
        self._push(shop, medicine, account.number)
        total = Sale.objects.get().total
        assert owed(account) == total
        case = DiscrepancyCase.objects.get(kind="credit")
        assert (case.facts["why"], case.facts["over"]) == ("over_limit", total - 100)
        assert violations() == []

    def test_an_unknown_number_waits_to_be_identified(self, shop: Shop, medicine: Medicine) -> None:
        organisation(shop)
        self._push(shop, medicine, "000000000000")
        total = Sale.objects.get().total
        assert DiscrepancyCase.objects.get(kind="credit").facts["why"] == "unknown"
        assert (standing(Account.CUSTOMERS), standing(Account.SUSPENSE)) == (0, total)
        assert violations() == []

    def test_a_person_finds_the_account_and_charges_it(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        account = organisation(shop)
        self._push(shop, medicine, "000000000000")
        total = Sale.objects.get().total
        case = DiscrepancyCase.objects.get(kind="credit")

        def settle(number: str) -> None:
            settle_case(
                actor=shop.owner,
                branch_id=shop.branch_id,
                case_id=case.id,
                settlement="charged",
                note="asked the clinic",
                account_number=number,
            )

        with pytest.raises(CreditAccountUnknown):
            settle("12")
        settle(account.number)
        assert (standing(Account.CUSTOMERS), standing(Account.SUSPENSE)) == (total, 0)
        assert owed(account) == total
        assert violations() == []


class TestUnidentified:
    """A sale that a device charged to a number nobody has, whose goods come back meanwhile."""

    def test_it_isnt_refunded_by_credit_before_an_account_bears_it(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        account = organisation(shop)
        sale = unidentified_sale(shop, medicine, BATCH[0], 4)
        draft = given(
            CustomerReturnNew,
            sale_id=sale.id,
            reason="unwanted",
            lines=[returned(sale.lines.get().id, 4)],
            refund_by="credit",
        )
        with pytest.raises(RefundUnfit):
            give_back(shop, draft)
        assert returnable(
            actor=shop.owner, branch_id=BranchId(shop.branch_id), sale_id=sale.id
        ).money == {"credit": 0}
        settle_credit_case(shop, account)
        give_back(shop, draft)
        assert (owed(account), standing(Account.SUSPENSE)) == (0, 0)
        assert violations() == []

    def test_only_what_isnt_refunded_is_charged(self, shop: Shop, medicine: Medicine) -> None:
        account = organisation(shop)
        sale = unidentified_sale(shop, medicine, BATCH[0], 4)
        refund_unheard(shop, sale, 1)
        settle_credit_case(shop, account)
        assert owed(account) == standing(Account.CUSTOMERS) == sale.total * 3 // 4
        assert standing(Account.SUSPENSE) == 0
        assert violations() == []

    def test_nothing_is_charged_where_all_is_refunded(self, shop: Shop, medicine: Medicine) -> None:
        account = organisation(shop)
        sale = unidentified_sale(shop, medicine, BATCH[0], 4)
        refund_unheard(shop, sale, 4)
        with pytest.raises(Unprocessable, match="nothing is left to charge"):
            settle_credit_case(shop, account)
        settle_credit_case(shop, account, "accepted")
        assert (owed(account), standing(Account.SUSPENSE)) == (0, 0)
        assert violations() == []


class TestReturns:
    def test_what_comes_back_is_taken_from_the_account(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        account = organisation(shop)
        sale = sold_for(shop, medicine.id, 4, [on_credit(account, 2_000), pay("cash", 800)])
        first = give_back(shop, a_return(sale, returned(sale.lines[0].id, 2)))
        assert [(one.method, one.amount) for one in first.refunds.all()] == [("credit", 1_400)]
        assert owed(account) == 600
        rest = give_back(shop, a_return(sale, returned(sale.lines[0].id, 2)))
        told = [(one.method, one.amount) for one in rest.refunds.order_by("position")]
        assert told == [("credit", 600), ("cash", 800)]
        assert owed(account) == standing(Account.CUSTOMERS) == 0
        assert violations() == []

    def test_a_sale_that_was_paid_otherwise_isnt_refunded_by_credit(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        sale = sold_for(shop, medicine.id, 2, [pay("cash")])
        with pytest.raises(RefundUnfit):
            give_back(shop, a_return(sale, refund_by="credit"))

    def test_cash_for_what_was_charged_needs_an_approval(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        account = organisation(shop)
        sale = sold_for(shop, medicine.id, 2, [on_credit(account)])
        approved_return(shop, a_return(sale, refund_by="cash"))
        assert owed(account) == 1_400
        assert violations() == []
