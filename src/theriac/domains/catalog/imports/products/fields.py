"""What a column of a product list may mean."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from theriac.domains.catalog.imports.fields import (
    BARCODE,
    CODE,
    MANUFACTURER,
    NAME,
    STRENGTH,
    Field,
    FieldKind,
    words,
)

MOST_LEVELS = 6
"""Pack levels above the base unit that a row can hold."""

_PARTICULARS = (
    Field(
        "generic_name",
        _("Generic name"),
        words=words(
            "generic name|generic|nama generik|generik|inn|generic or content|molecule|dci"
        ),
        longest=200,
    ),
    Field(
        "substance",
        _("Composition"),
        words=words(
            "substance|composition|komposisi|zat aktif|kandungan|active ingredient|salt"
            "|active ingredients|salt composition|short composition1|short composition2"
            "|short composition|active component|bahan aktif|contents"
        ),
        longest=250,
        joins=True,
    ),
    Field(
        "dose_form",
        _("Dose form"),
        words=words("dose form|dosage form|form|forme|bentuk|bentuk sediaan|sediaan|bentuk obat"),
        longest=60,
    ),
    Field(
        "category",
        _("Category"),
        words=words(
            "category|kategori|group|group name|kelompok|golongan terapi|kelas terapi|jenis"
            "|therapeutic group|therapeutic class|product group|department|jenis barang"
        ),
        longest=120,
    ),
    Field(
        "legal_class",
        _("Legal class"),
        FieldKind.CHOICE,
        words(
            "legal class|golongan|golongan obat|gol|class|kelas|schedule|drug schedule"
            "|drug class|kelas obat|schedule type"
        ),
    ),
    Field(
        "tax_class",
        _("Tax class"),
        FieldKind.CHOICE,
        words("tax class|kelas pajak|pajak|tax|tax category|gst class"),
    ),
    Field(
        "hsn",
        _("HSN code"),
        words=words("hsn|hsn code|hsn no|hsn number|hsn sac|hsn code no"),
        longest=8,
    ),
    Field(
        "storage",
        _("Storage"),
        words=words(
            "storage|penyimpanan|suhu simpan|storage condition|storage conditions|cara simpan"
        ),
        longest=60,
    ),
    Field(
        "description",
        _("Description"),
        words=words("description|keterangan|deskripsi|note|notes|catatan|remarks"),
        longest=500,
    ),
    Field(
        "status",
        _("Status"),
        FieldKind.CHOICE,
        words("status|state|keadaan"),
    ),
    Field(
        "discontinued",
        _("Discontinued: yes or no"),
        FieldKind.FLAG,
        words("discontinued|is discontinued|dihentikan|tidak aktif|inactive"),
    ),
    Field(
        "rotation",
        _("Batch order"),
        FieldKind.CHOICE,
        words("rotation|rotasi|issue method"),
    ),
    Field(
        "ved",
        _("VED class"),
        FieldKind.CHOICE,
        words("ved|ven|ved class|ven class|kelas ved|kelas ven|vital essential desirable"),
    ),
)
_PACKS = (
    Field(
        "base_unit",
        _("Base unit"),
        words=words(
            "base unit|unit|satuan|uom|satuan kecil|satuan terkecil|satuan jual|sat|unit kecil"
        ),
        longest=24,
    ),
    Field(
        "pack_label",
        _("Pack as described"),
        FieldKind.LABEL,
        words(
            "pack label|pack size label|pack|kemasan|packing|unit size|presentation|pack size"
            "|packaging|isi kemasan|kemasan produk|pack description|packsize|conditionnement"
        ),
    ),
    Field(
        "pack_size",
        _("Base units per pack"),
        FieldKind.WHOLE,
        words(
            "pack size|isi|qty per pack|isi per kemasan|isi strip|isi box|isi dus|isi kemasan"
            "|units per pack|pack qty|konversi|packsize|quantity per pack|isi per box|conversion"
        ),
    ),
    Field(
        "pack_unit",
        _("Pack name"),
        words=words(
            "pack unit|kemasan|satuan besar|satuan kemasan|satuan beli|pack type|unit besar"
        ),
        longest=24,
    ),
    Field(
        "price",
        _("Price of the smallest pack for sale"),
        FieldKind.MONEY,
        words(
            "price|harga|harga jual|harga satuan|harga jual satuan|selling price|sale price"
            "|retail price|unit price|price 1|price eur|price idr|price inr|price usd|rate"
            "|harga ecer|harga eceran|hja|hj|prix|harga jual apotek|sp"
        ),
    ),
    Field(
        "pack_price",
        _("Price of the largest pack"),
        FieldKind.MONEY,
        words(
            "pack price|mrp|harga kemasan|harga box|harga dus|price per pack|price of pack"
            "|m r p|mrp rs|maximum retail price|box price|harga strip"
        ),
    ),
    Field(
        "ceiling",
        _("Legal maximum price"),
        FieldKind.MONEY,
        words("ceiling|het|harga eceran tertinggi|ceiling price|het rp"),
    ),
    Field(
        "ceiling_units",
        _("Number of base units for the legal maximum price"),
        FieldKind.WHOLE,
        words("ceiling units|ceiling for"),
    ),
)


def _level_fields() -> tuple[Field, ...]:
    """The fields of each pack level, as an export writes them; level 0 is the base unit."""
    fields = [
        Field("base_barcode", _("Barcode of the base unit"), FieldKind.CODES, longest=60),
        Field("base_price", _("Price of the base unit"), FieldKind.MONEY),
        Field("base_sold", _("The base unit is sold: yes or no"), FieldKind.FLAG),
    ]
    for level in range(1, MOST_LEVELS + 1):
        fields += [
            Field(
                f"pack{level}_name", format_lazy(_("Pack {level}: name"), level=level), longest=24
            ),
            Field(
                f"pack{level}_size",
                format_lazy(_("Pack {level}: units per pack"), level=level),
                FieldKind.WHOLE,
            ),
            Field(
                f"pack{level}_barcode",
                format_lazy(_("Pack {level}: barcode"), level=level),
                FieldKind.CODES,
                longest=60,
            ),
            Field(
                f"pack{level}_price",
                format_lazy(_("Pack {level}: price"), level=level),
                FieldKind.MONEY,
            ),
            Field(
                f"pack{level}_sold",
                format_lazy(_("Pack {level}: sold, yes or no"), level=level),
                FieldKind.FLAG,
            ),
        ]
    return tuple(fields)


PRODUCT_FIELDS: tuple[Field, ...] = (
    NAME,
    CODE,
    BARCODE,
    MANUFACTURER,
    STRENGTH,
    *_PARTICULARS,
    *_PACKS,
    *_level_fields(),
)
