"""What a column may mean: the fields of an import, and the names under which lists have them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text


class FieldKind(StrEnum):
    """How a field's cells are read."""

    TEXT = "text"
    WHOLE = "whole"
    MONEY = "money"
    DAY = "day"
    CODES = "codes"
    LABEL = "label"
    CHOICE = "choice"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Field:
    """One meaning of a column.

    ``words`` are names of columns as ``heads.name_key`` gives them. ``longest`` is the most letters
    that are kept (0: not a text). Several columns of a field that ``joins`` become one text.
    """

    code: str
    title: Text
    kind: FieldKind = FieldKind.TEXT
    words: frozenset[str] = frozenset()
    longest: int = 0
    joins: bool = False


def words(text: str) -> frozenset[str]:
    """Names of columns, written one behind another with bars between."""
    return frozenset(" ".join(name.split()) for name in text.split("|"))


CODE = Field(
    "code",
    _("Code"),
    words=words(
        "code|kode|kode obat|kode barang|kode produk|kode item|item code|product code|drug code"
        "|sku|plu|id|product id|external code|cip7|kd obat|kd barang|medicine code|stock code"
    ),
    longest=120,
)
BARCODE = Field(
    "barcode",
    _("Barcode of the largest pack"),
    FieldKind.CODES,
    words(
        "barcode|bar code|barcodes|kode batang|ean|ean13|ean 13|gtin|gtin13|gtin 13|gtin14|upc"
        "|cip13|gtin13 cip13|barcode kemasan|barcode no|no barcode"
    ),
    longest=60,
)
NAME = Field(
    "name",
    _("Name"),
    words=words(
        "name|nama|nama obat|nama barang|nama produk|nama item|product name|medicine name"
        "|drug name|item name|brand name|product|produk|obat|obat name|medicine|drug|item"
        "|article|nama dagang|merk|merek|brand|particulars"
    ),
    longest=200,
)
MANUFACTURER = Field(
    "manufacturer",
    _("Manufacturer"),
    words=words(
        "manufacturer|manufacturer name|mfg name|mfg|mfr|mfr name|maker|company|company name"
        "|produsen|pabrik|pabrikan|principal|prinsipal|holder|marketer|nama pabrik"
        "|nama produsen|labo|laboratory"
    ),
    longest=120,
)
STRENGTH = Field(
    "strength",
    _("Strength"),
    words=words("strength|kekuatan|dosis|dosage|potency|kadar|kekuatan sediaan"),
    longest=80,
)
IDENTITY_FIELDS = (CODE, BARCODE, NAME, MANUFACTURER, STRENGTH)
"""By these a row is matched with a product, in every kind of import."""


def own_words(field: Field) -> frozenset[str]:
    """The field's names of columns, its own code among them as an export writes it."""
    return field.words | {field.code.replace("_", " ")}
