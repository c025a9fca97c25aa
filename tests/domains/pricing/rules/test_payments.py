from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.countries.base import CashPart
from theriac.domains.pricing.problems import ChangeOnlyFromCash, NoPrice, PaymentMissing
from theriac.domains.pricing.rules.payments import (
    PaymentMethod,
    SettledPayment,
    Tender,
    cash_part,
    payments_fit,
    settle_payments,
)

CASH, CARD, QR = PaymentMethod.CASH, PaymentMethod.CARD, PaymentMethod.QR
TENDERS = st.lists(
    st.builds(Tender, st.sampled_from(list(PaymentMethod)), st.integers(1, 10**6)), max_size=5
)


@given(st.integers(0, 10**6), TENDERS)
def test_what_is_settled_fits_and_what_is_refused_can_not(
    total: int, tenders: list[Tender]
) -> None:
    change = sum(tender.amount for tender in tenders) - total
    cash = sum(tender.amount for tender in tenders if tender.method is CASH)
    if change < 0:
        with pytest.raises(PaymentMissing) as missing:
            settle_payments(total, tenders, currency="IDR", country="id")
        assert missing.value.facts["missing"] == {"amount": -change, "currency": "IDR"}
        return
    if change > cash:
        with pytest.raises(ChangeOnlyFromCash) as excess:
            settle_payments(total, tenders, currency="IDR", country="id")
        assert excess.value.facts["excess"] == {"amount": change - cash, "currency": "IDR"}
        return
    settled = settle_payments(total, tenders, currency="IDR", country="id")
    assert payments_fit(total, settled)
    assert [(paid.method, paid.tendered) for paid in settled] == [
        (tender.method, tender.amount) for tender in tenders
    ]


def test_the_sentences() -> None:
    with pytest.raises(PaymentMissing) as missing:
        settle_payments(137_100, [Tender(CASH, 100_000)], currency="IDR", country="id")
    assert str(missing.value) == "Rp 37.100 is still due. Add a payment."
    assert missing.value.field == "payments"
    with pytest.raises(ChangeOnlyFromCash) as excess:
        settle_payments(100, [Tender(CARD, 150)], currency="INR", country="in")
    assert str(excess.value) == "Change is given for cash only. Lower the card amount."
    no_price = NoPrice.of("Amoxicillin 500 mg capsule", pack="strip")
    assert str(no_price) == "Amoxicillin 500 mg capsule has no price. Enter a price first."


@pytest.mark.parametrize("amount", [0, -1])
def test_a_tender_of_nothing_is_a_defect(amount: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        settle_payments(0, [Tender(CASH, amount)], currency="IDR", country="id")


@pytest.mark.parametrize(
    ("payments", "fits"),
    [
        ([SettledPayment(CASH, 150, 50)], True),
        ([SettledPayment(CARD, 150, 50)], False),
        ([SettledPayment(CASH, 100, 0), SettledPayment(QR, 1, 0)], False),
        ([SettledPayment(CASH, 100, 150), SettledPayment(QR, 150, 0)], False),
        ([SettledPayment(CASH, 110, -10), SettledPayment(CASH, 0, 20)], False),
        ([], False),
    ],
)
def test_recorded_payments(payments: list[SettledPayment], fits: bool) -> None:
    assert payments_fit(100, payments) is fits


def test_how_rounding_sees_a_payment() -> None:
    assert cash_part([Tender(CARD, 100)], 100) is None
    assert cash_part([Tender(QR, 70), Tender(CASH, 30), Tender(CARD, 5)], 100) == CashPart(75, 100)
