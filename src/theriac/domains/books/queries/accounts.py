"""The chart of accounts: the delivered ones by the country's numbers, and the pharmacy's own."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.core.problems import Text
from theriac.countries.charts import chart_numbers
from theriac.domains.books.accounts import STANDARD, AccountKind
from theriac.domains.books.models import OwnAccount
from theriac.domains.books.voucher import AccountRef, standard_refs
from theriac.domains.organisation.queries.branches import get_pharmacy


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account with its number and name."""

    key: str
    kind: AccountKind
    number: str
    name: Text
    is_own: bool = False


def chart() -> dict[str, ChartAccount]:
    """Every account by key, in the order of the numbers; nothing is asked of the reader."""
    pharmacy = get_pharmacy()
    numbers = chart_numbers(pharmacy.country if pharmacy else "generic")
    found = [ChartAccount(key, one.kind, numbers[key], one.name) for key, one in STANDARD.items()]
    found += [
        ChartAccount(row.key, AccountKind(row.kind), row.number, row.name, is_own=True)
        for row in OwnAccount.objects.all()
    ]
    return {one.key: one for one in sorted(found, key=lambda one: (one.number, one.key))}


def account_refs() -> dict[str, AccountRef]:
    """Every account as a voucher needs it."""
    own = OwnAccount.objects.values_list("key", "kind")
    return standard_refs() | {key: AccountRef(key, AccountKind(kind)) for key, kind in own}
