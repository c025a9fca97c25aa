"""Lots and expiries in one text of a public list: taken apart, and the rest given back."""

from __future__ import annotations

import pytest

from theriac.domains.recalls.listed_lots import ListedLot, read_expiry, read_lots


@pytest.mark.parametrize(
    ("text", "lots"),
    [
        ("Lot # A12, Exp 12/2026; B34, Exp 01/2027", {"A12": "2026-12-31", "B34": "2027-01-31"}),
        ("Lot: A1234B, Exp. Date 03/31/2025", {"A1234B": "2025-03-31"}),
        ("Lots 123456, 123457; Exp. 08/25", {"123456": "2025-08-31", "123457": "2025-08-31"}),
        ("Lot # A123 (exp. 12/2025), B234", {"A123": "2025-12-31", "B234": ""}),
        ("NDC 12345-678-90, Lot# 12A exp 1/2025", {"12A": "2025-01-31"}),
        ("a) Lot #: 123, Exp 1/25; b) Lot 456", {"123": "2025-01-31", "456": ""}),
        ("B.No: T-1; Mfg dt: 01/2023; Exp dt: 12/2024; Mfd by: Somebody", {"T-1": "2024-12-31"}),
        ("22A01 and 22A03, EXP: 31MAR2026", {"22A01": "2026-03-31", "22A03": "2026-03-31"}),
        ("Bets 10081062 kedaluwarsa Juli 2013", {"10081062": "2013-07-31"}),
        ("UPC 3 00450 12345 6; Lot 12A", {"12A": ""}),
        ("T-1 T-22", {"T-1 T-22": "", "T-1": "", "T-22": ""}),
        ("AB 2", {"AB 2": ""}),
        ("ab-1", {"ab-1": ""}),
        ("", {}),
    ],
)
def test_lots_are_taken_apart(text: str, lots: dict[str, str]) -> None:
    found = read_lots(text, "mdy")
    assert found.lots == tuple(ListedLot(number, expires) for number, expires in lots.items())
    assert found.unread == ()


@pytest.mark.parametrize(
    ("text", "lots", "unread"),
    [
        ("All lots within expiry", (), ("All lots within expiry",)),
        ("All lots", (), ("All lots",)),
        ("HK12 Exp 13/45", (ListedLot("HK12"),), ("Exp 13/45",)),
        ("Lot A1; please see the label", (ListedLot("A1"),), ("please see the label",)),
    ],
)
def test_what_isnt_understood_is_given_back(
    text: str, lots: tuple[ListedLot, ...], unread: tuple[str, ...]
) -> None:
    found = read_lots(text)
    assert (found.lots, found.unread) == (lots, unread)


def test_expiries() -> None:
    texts = ("", "03/2027", "Mar-27", "03.04.2027", "99/2027", "soon")
    days = ["", "2027-03-31", "2027-03-31", "2027-04-03", None, None]
    assert [read_expiry(text) for text in texts] == days
    assert read_expiry("03/04/2027", "mdy") == "2027-03-04"
