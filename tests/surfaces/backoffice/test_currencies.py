"""Each screen and each list that is exported writes money with its currency's decimals.

In a busy shop that keeps its books in a currency with none, two or three decimals no amount has
others, nor another currency's sign. An ordinary run asks each screen in one of the three by turns,
``--long`` in each.
"""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from urllib.parse import urljoin

import pytest

from tests.support.turns import Turns
from tests.surfaces.backoffice.busy import busy_shop, screens
from theriac.core.money import CURRENCIES

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAP-10")]
KNOWN = ("JPY", "USD", "KWD")
SIGNS = "|".join(re.escape(one.sign) for one in CURRENCIES.values())
AMOUNT = re.compile(rf"(?<![A-Za-z])({SIGNS})[ \u00a0]?(\d[\d.,]*\d|\d)")
"""As papers write it: Rp 137.100, $3,50, KD 1.250,000."""
MONEY = re.compile(
    r"\b(amount|cost|discount|paid|price|refund|rounding|sales|tax|taxable|total|value|worth)s?\b",
    re.IGNORECASE,
)
COUNTS = {"No cost"}
"""Heads with such a word that count things."""
NUMBER = re.compile(r"-?\d+(\.\d+)?")
FILE = re.compile(r'href="([^"]*export=csv[^"]*)"')
FINER = {"product_offers"}
"""What a base unit costs, told with two decimals more."""
ASKED_EACH_TIME = "sale_list"
"""It shows amounts whatever is drawn, so that each run sees that they are found."""
TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


def decimals_of(amount: str) -> int:
    """Of an amount as Indonesia writes it: after the comma."""
    return len(amount.partition(",")[2])


def wrong_amounts(text: str, code: str) -> list[str]:
    """The amounts in a text that aren't as this currency is written."""
    currency = CURRENCIES[code]
    return [
        found.group(0)
        for found in AMOUNT.finditer(text)
        if found.group(1) != currency.sign or decimals_of(found.group(2)) != currency.exponent
    ]


def wrong_cells(content: str, code: str) -> list[str]:
    """The numbers under the head of an amount that don't have this currency's decimals."""
    heads, *rows = csv.reader(io.StringIO(content.removeprefix("\ufeff"))) or [[]]
    exponent = CURRENCIES[code].exponent
    return [
        f"{head}: {cell}"
        for row in rows
        for head, cell in zip(heads, row, strict=False)
        if head not in COUNTS
        and MONEY.search(head)
        and NUMBER.fullmatch(cell)
        and len(cell.partition(".")[2]) != exponent
    ]


def test_a_wrong_amount_is_found() -> None:
    assert wrong_amounts("Total KD 1.250,000 and KD 3,5", "KWD") == ["KD 3,5"]
    assert wrong_amounts("¥1.250, CHF 3,50", "JPY") == ["CHF 3,50"]
    assert wrong_cells("Total,Units\n1.250,4\n1250,4\n", "KWD") == ["Total: 1250"]


@pytest.mark.parametrize("code", KNOWN)
def test_screens_and_their_files(on_turn: Turns, code: str) -> None:
    shop, owner = busy_shop(code)
    wrong: dict[str, list[str]] = {}
    seen = 0
    for name, address in screens(shop).items():
        is_drawn = on_turn.by_halves(name) and code in on_turn.some(name, KNOWN)
        if not is_drawn and name != ASKED_EACH_TIME:
            continue
        answer = owner.get(address)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        page = answer.content.decode()
        text = unescape(TAGS.sub(" ", page))
        seen += len(AMOUNT.findall(text))
        found = [] if name in FINER else wrong_amounts(text, code)
        for link in sorted({unescape(one) for one in FILE.findall(page)}):
            given = owner.get(urljoin(address, link))
            found += wrong_cells(given.getvalue().decode(), code)
        if found:
            wrong[name] = found[:4]
    assert wrong == {}
    assert seen > 0
