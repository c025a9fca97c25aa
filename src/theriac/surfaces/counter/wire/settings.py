"""What a counter must know of its pharmacy, branch and country."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from theriac.surfaces.counter.wire.pairing import SeriesOut


class WordsOut(BaseModel):
    """A text in the languages of the counter."""

    en: str
    id: str


class PharmacyOut(BaseModel):
    """The business: its country decides law, tax and money."""

    name: str
    country: str
    currency: str


class PlaceOut(BaseModel):
    """The branch with its tax state and time zone."""

    id: UUID
    code: str
    name: str
    time_zone: str
    tax_registered: bool
    tax_state: str


class NamedOut(BaseModel):
    """The device by name."""

    id: UUID
    name: str


class ExpiryOut(BaseModel):
    """So many days before expiry a batch's badge turns amber, then red."""

    look_days: int
    stop_days: int


class ClassOut(BaseModel):
    """A legal class: its mark, how it is drawn, whether a receipt shows it."""

    mark: str
    style: str
    title: WordsOut
    on_receipt: bool
    law: str = ""
    """What promotions ask: register, prescription, or "" where anybody may buy it."""


class ExceptionOut(BaseModel):
    """A ground other than a prescription that the country names."""

    code: str
    title: WordsOut
    hint: WordsOut
    legal_classes: list[str]


class FormOut(BaseModel):
    """What a document of sale is called and shows."""

    code: str
    title: WordsOut
    has_title: bool
    fields: list[str]
    statements: list[WordsOut]


class FormsOut(BaseModel):
    """The form of a sale with tax, and of one of goods all untaxed where that differs."""

    taxed: FormOut
    untaxed: FormOut | None


class LicenceOut(BaseModel):
    """A licence or tax number as the receipt prints it."""

    code: str
    label: str
    value: str


class ReceiptOut(BaseModel):
    """What the receipt of this branch shows besides the sale."""

    width_mm: int
    language: str
    shop: str
    address: str
    phone: str
    licences: list[LicenceOut]
    pharmacist: str
    header: list[str]
    footer: str
    forms: FormsOut


class PaperOut(BaseModel):
    """What a receipt needs to know of its branch to be drawn."""

    pharmacy: PharmacyOut
    branch: PlaceOut
    classes: dict[str, ClassOut]
    receipt: ReceiptOut


class SealingOut(BaseModel):
    """The public key to which the device seals what it captures about people."""

    key_id: str
    public_key: str


class DiscountsOut(BaseModel):
    """Up to where a discount needs nobody's approval, in hundredths of a percent; None: always.

    ``roles`` gives people of a role more, where it does (by the codes in a person's ``roles``).
    ``single_handed``: whoever works alone confirms again instead of asking somebody.
    """

    limit_bp: int | None
    roles: dict[str, int | None] = {}
    single_handed: bool


class FavouriteOut(BaseModel):
    """A tile: its pack, and the file of its product's picture, where it has one."""

    product_id: UUID
    pack_id: UUID
    picture: UUID | None


class AbbreviationOut(BaseModel):
    """A word of the pharmacy's own, as the search reads it, and the words that it stands for."""

    short: str
    words: str


class PromotedGoodsOut(BaseModel):
    """A product of a promotion: base units of the pack that is counted, how many a set has."""

    product_id: UUID
    units: int
    count: int


class PromotionOut(BaseModel):
    """A promotion that runs or will; categories by name, as products tell theirs."""

    id: UUID
    name: str
    kind: str
    value: int
    buy: int
    free: int
    from_total: int
    goods: list[PromotedGoodsOut]
    category_ids: list[str]
    with_prescription: bool
    first_on: date
    last_on: date
    weekdays: int
    from_minute: int
    until_minute: int
    needs_coupon: bool
    coupons: list[str]
    """Codes that may still be redeemed; the device compares them without the network too."""


class OnDutyOut(BaseModel):
    """A pharmacist who is on duty here, at the latest until an instant."""

    id: UUID
    name: str
    until: datetime


class DutyOut(BaseModel):
    """Whether some goods leave only while a pharmacist is on duty here, and who is."""

    asked: bool
    people: list[OnDutyOut]


class SettingsOut(BaseModel):
    """Everything that changes seldom; sent whole."""

    pharmacy: PharmacyOut
    branch: PlaceOut
    terminal: NamedOut
    duty: DutyOut
    cash_rounding: int
    till_sessions: bool = True
    """Whether the till is to be open before money is taken."""
    prescription_days: int = 30
    tax_rate_bp: int
    tax_inclusive: bool
    expiry: ExpiryOut
    classes: dict[str, ClassOut]
    exceptions: list[ExceptionOut]
    series: list[SeriesOut]
    receipt: ReceiptOut
    sealing: SealingOut | None = None
    discounts: DiscountsOut | None = None
    favourites: list[FavouriteOut] = []
    abbreviations: list[AbbreviationOut] = []
    promotions: list[PromotionOut] = []
    denominations: list[int] = []
    """The notes and coins that are counted, the largest first, in minor units."""
    safety: str = ""
    """Which sets of safety checks are in force; "" for none. The device fetches those it lacks."""
