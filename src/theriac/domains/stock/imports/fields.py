"""What a column of a table of opening stock may mean."""

from __future__ import annotations

from dataclasses import replace

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

STOCK_FIELDS: tuple[Field, ...] = (
    NAME,
    CODE,
    replace(BARCODE, title=_("Barcode")),
    MANUFACTURER,
    STRENGTH,
    Field(
        "quantity",
        _("Quantity"),
        FieldKind.WHOLE,
        words(
            "quantity|qty|stok|stock|kuantitas|jumlah|jml|saldo|on hand|balance|sisa|sisa stok"
            "|closing stock|qty on hand|stok akhir|opening stock|stok awal|jumlah stok"
        ),
    ),
    Field(
        "unit",
        _("Count in packs of"),
        words=words("unit|satuan|uom|sat|kemasan|pack"),
        longest=24,
    ),
    Field(
        "batch",
        _("Batch"),
        words=words(
            "batch|batch no|no batch|batch number|nomor batch|lot|lot no|no lot|bets|no bets"
            "|nomor bets|batchno|kode batch"
        ),
        longest=60,
    ),
    Field(
        "expiry",
        _("Expiry"),
        FieldKind.DAY,
        words(
            "expiry|exp|exp date|expired|expiry date|expires|expires on|kedaluwarsa|kadaluarsa"
            "|kadaluwarsa|kedaluarsa|tgl exp|tanggal kedaluwarsa|ed|expired date|exp dt|use by"
            "|tgl kadaluarsa|tanggal kadaluarsa|tanggal expired|tgl ed|best before"
        ),
    ),
    Field(
        "cost",
        _("Unit cost"),
        FieldKind.MONEY,
        words(
            "cost|unit cost|hpp|harga beli|harga pokok|purchase price|buy price|cost price|ptr"
            "|landing cost|modal|unit cost idr|harga modal|purchase rate"
        ),
    ),
    Field("cost_for", _("Number of base units that the cost is for"), FieldKind.WHOLE),
    Field(
        "mrp",
        _("Printed maximum price (MRP)"),
        FieldKind.MONEY,
        words("mrp|m r p|maximum retail price|mrp rs"),
    ),
    Field("mrp_for", _("Number of base units that the printed price is for"), FieldKind.WHOLE),
    Field(
        "shelf",
        _("Shelf"),
        words=words("shelf|rak|lokasi|rack|location|bin|letak|rak obat|shelf no"),
        longest=20,
    ),
    Field(
        "branch",
        _("Branch"),
        FieldKind.CHOICE,
        words("branch|cabang|outlet|outlet id|store|gudang|apotek|toko|branch code|kode cabang"),
    ),
    Field("held", _("On hold: yes or no"), FieldKind.FLAG),
)
