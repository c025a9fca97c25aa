"""What differs between the demo's countries: the shop, its people's habits, its money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from theriac.core.money import divide_half_up

Months = tuple[int, ...]
"""How strong a season is from January to December, in percent of the usual."""

_FLAT: Months = (100,) * 12


@dataclass(frozen=True, slots=True)
class DemoBranch:
    """A branch; ``share`` is its part of the sales in percent, ``range_share`` of the products.

    ``{pharmacist}`` in a licence stands for the branch's first pharmacist. All are made up.
    """

    code: str
    name: str
    address: str
    phone: str
    share: int
    range_share: int
    terminals: tuple[tuple[str, str], ...]
    licences: Mapping[str, str] = field(default_factory=dict)
    tax_id: str = ""
    tax_state: str = ""


@dataclass(frozen=True, slots=True)
class DemoCountry:
    """One flavour of the demo. Prices are made from the authored rupiah by ``price_ratio``."""

    code: str
    currency: str
    time_zone: str
    pharmacy: str
    branches: tuple[DemoBranch, ...]
    other_goods_class: str
    barcode_prefix: str
    doctor: str
    price_ratio: tuple[int, int]
    price_steps: tuple[tuple[int, int], ...]
    seasons: Mapping[str, Months]
    payments: tuple[tuple[str, int], ...]
    notes: tuple[int, ...]
    mrp: bool = False
    ceilings: bool = False
    exception: str = ""
    cash_rounding: int = 1
    receipt_header: str = "Open daily from 7 am to 10 pm"
    receipt_footer: str = "Get well soon."
    settled_note: str = "Helped at the counter over lunch."
    return_note: str = "The doctor changed the medicine."
    log_note: str = "The browser's data was cleared by mistake. The sale came in whole."
    tax_classes: Mapping[str, str] = field(default_factory=dict)
    """The tax class of a category that hasn't the usual one."""

    def price(self, rupiah: int, percent: int = 100) -> int:
        """An authored price in this country's minor units, as people price things."""
        numerator, denominator = self.price_ratio
        return self.rounded(divide_half_up(rupiah * percent * numerator, 100 * denominator))

    def rounded(self, amount: int) -> int:
        """The nearest price of the kind that is written on shelves; at least one step."""
        for below, step in self.price_steps:
            if not below or amount < below:
                return max(step, divide_half_up(amount, step) * step)
        raise AssertionError("the last step has no limit")

    def season(self, name: str, month: int) -> int:
        """How much of a season's goods is asked for in a month, in percent of the usual."""
        return self.seasons.get(name, _FLAT)[month - 1]


INDONESIA = DemoCountry(
    code="id",
    currency="IDR",
    time_zone="Asia/Jakarta",
    pharmacy="Apotek Sentosa",
    branches=(
        DemoBranch(
            "MLT",
            "Melati",
            "Jl. Contoh Melati No. 1, Jakarta",
            "021 0000 0001",
            62,
            100,
            (("K1", "Kasir 1"), ("K2", "Kasir 2"), ("K3", "Kasir 3")),
            {
                "sia": "503/DEMO/2025/0001",
                "apj": "apt. {pharmacist}",
                "sipa": "446/DEMO/2025/0001",
                "npwp": "0012345674000000",
            },
            tax_id="0012345674000000",
        ),
        DemoBranch(
            "KMG",
            "Kemang",
            "Jl. Contoh Kemang No. 2, Jakarta",
            "021 0000 0002",
            38,
            72,
            (("K1", "Kasir 1"), ("K2", "Kasir 2")),
            {
                "sia": "503/DEMO/2025/0002",
                "apj": "apt. {pharmacist}",
                "sipa": "446/DEMO/2025/0002",
                "npwp": "0012345674000000",
            },
            tax_id="0012345674000000",
        ),
    ),
    other_goods_class="bukan_obat",
    barcode_prefix="20",
    doctor="dr. ",
    price_ratio=(1, 1),
    price_steps=((1_000, 10), (5_000, 50), (10_000, 100), (100_000, 500), (0, 1_000)),
    seasons={
        "cold": (150, 145, 125, 100, 85, 75, 70, 70, 75, 90, 115, 140),
        "fever": (145, 150, 135, 115, 95, 80, 70, 70, 75, 85, 105, 130),
        "diarrhoea": (135, 140, 120, 105, 95, 85, 80, 80, 90, 100, 110, 125),
        "allergy": (85, 85, 90, 100, 105, 115, 120, 125, 120, 105, 95, 85),
    },
    payments=(("cash", 58), ("qr", 26), ("card", 11), ("transfer", 5)),
    notes=(1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000),
    ceilings=True,
    exception="owa",
    cash_rounding=100,
    receipt_header="Buka setiap hari pukul 07.00–22.00",
    receipt_footer="Semoga lekas sembuh.",
    settled_note="Membantu di kasir saat makan siang.",
    return_note="Dokter mengganti obatnya.",
    log_note="Data browser tidak sengaja terhapus. Penjualannya masuk utuh.",
)

INDIA = DemoCountry(
    code="in",
    currency="INR",
    time_zone="Asia/Kolkata",
    pharmacy="Amrutvel Chemists",
    branches=(
        DemoBranch(
            "M",
            "Matunga",
            "1 Example Road, Matunga, Mumbai 400019",
            "022 0000 0001",
            60,
            100,
            (("B1", "Bill 1"), ("B2", "Bill 2"), ("B3", "Bill 3")),
            {
                "dl_20": "20-DEMO-000001",
                "dl_21": "21-DEMO-000001",
                "gstin": "27AAAAA0000A1Z2",
                "registered_pharmacist": "{pharmacist}",
                "pharmacist_registration": "MSPC-DEMO-001",
            },
            tax_id="27AAAAA0000A1Z2",
            tax_state="27",
        ),
        DemoBranch(
            "A",
            "Andheri",
            "2 Example Lane, Andheri West, Mumbai 400053",
            "022 0000 0002",
            40,
            75,
            (("B1", "Bill 1"), ("B2", "Bill 2")),
            {
                "dl_20": "20-DEMO-000002",
                "dl_21": "21-DEMO-000002",
                "gstin": "27AAAAA0000A1Z2",
                "registered_pharmacist": "{pharmacist}",
                "pharmacist_registration": "MSPC-DEMO-002",
            },
            tax_id="27AAAAA0000A1Z2",
            tax_state="27",
        ),
    ),
    other_goods_class="otc",
    barcode_prefix="24",
    doctor="Dr. ",
    price_ratio=(10, 19),
    price_steps=((1_000, 10), (10_000, 50), (0, 100)),
    seasons={
        "cold": (135, 115, 95, 80, 75, 95, 120, 125, 115, 100, 110, 135),
        "fever": (80, 75, 80, 85, 90, 110, 145, 150, 150, 130, 100, 85),
        "diarrhoea": (75, 75, 85, 100, 115, 130, 145, 140, 115, 90, 80, 75),
        "allergy": (95, 115, 130, 125, 105, 90, 85, 85, 90, 100, 105, 95),
    },
    payments=(("qr", 52), ("cash", 36), ("card", 10), ("transfer", 2)),
    notes=(1_000, 2_000, 5_000, 10_000, 20_000, 50_000),
    mrp=True,
    tax_classes={
        "Devices and consumables": "device",
        "Dressings": "device",
        "Protection": "device",
        "Nursing": "device",
        "Skin care": "cosmetic",
        "Baby care": "cosmetic",
        "Mouth care": "cosmetic",
        "Family planning": "nil",
    },
)

GENERIC = DemoCountry(
    code="generic",
    currency="USD",
    time_zone="UTC",
    pharmacy="Lantern Street Pharmacy",
    branches=(
        DemoBranch(
            "HIL",
            "Hill Street",
            "1 Hill Street, Exampleton",
            "555 0101",
            61,
            100,
            (("T1", "Counter 1"), ("T2", "Counter 2"), ("T3", "Counter 3")),
            {"pharmacy_licence": "DEMO-0001"},
        ),
        DemoBranch(
            "PRK",
            "Park Road",
            "2 Park Road, Exampleton",
            "555 0102",
            39,
            74,
            (("T1", "Counter 1"), ("T2", "Counter 2")),
            {"pharmacy_licence": "DEMO-0002"},
        ),
    ),
    other_goods_class="otc",
    barcode_prefix="29",
    doctor="Dr ",
    price_ratio=(1, 50),
    price_steps=((100, 1), (1_000, 5), (0, 25)),
    seasons={
        "cold": (155, 145, 120, 90, 75, 65, 60, 65, 85, 110, 130, 150),
        "fever": (145, 140, 120, 95, 80, 75, 70, 75, 85, 100, 120, 140),
        "diarrhoea": (95, 95, 95, 95, 100, 110, 120, 120, 105, 95, 95, 95),
        "allergy": (55, 65, 110, 155, 175, 150, 115, 95, 85, 75, 60, 55),
    },
    payments=(("card", 55), ("cash", 33), ("qr", 10), ("transfer", 2)),
    notes=(100, 500, 1_000, 2_000, 5_000, 10_000),
)

COUNTRIES = {country.code: country for country in (INDONESIA, INDIA, GENERIC)}
