"""What an import makes known leaves the list of codes to link."""

from __future__ import annotations

import pytest

from tests.domains.catalog.imports.importing import bring_in, csv_bytes
from tests.support.shop import Shop, open_shop
from tests.support.unknown_codes import UNKNOWN, kept_code
from theriac.domains.catalog.models import Barcode, UnknownCode

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CAT-06", "CAT-13")]
HEAD = "kode;nama;produsen;satuan;harga_jual;barcode"


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_the_code_of_a_new_product_and_another_of_a_known_one(shop: Shop) -> None:
    for code in (UNKNOWN, "4006381333931", "RAK-77"):
        kept_code(shop, code)
    row = "A1;Parasetamol 500 mg;Sehat Farma;TAB;700;"
    bring_in(shop, csv_bytes(HEAD, row + UNKNOWN))
    assert states() == {UNKNOWN: "linked", "04006381333931": "open", "RAK-77": "open"}
    bring_in(shop, csv_bytes(HEAD, row + "4006381333931"))
    assert states() == {UNKNOWN: "linked", "04006381333931": "linked", "RAK-77": "open"}
    packs = dict(Barcode.objects.values_list("code", "pack_id"))
    linked = UnknownCode.objects.filter(state="linked").values_list("code", "pack_id")
    assert dict(linked) == {code: packs[code] for code, _pack in linked}


def states() -> dict[str, str]:
    return dict(UnknownCode.objects.values_list("code", "state"))
