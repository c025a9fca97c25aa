"""What a counter must know of its pharmacy, branch and country, in both of its languages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import translation

from theriac.core import clock
from theriac.core.approval.limits import EVERYBODY
from theriac.core.approval.queries import role_limits_of, rule_for
from theriac.core.problems import Text
from theriac.countries.base import CountryProfile
from theriac.countries.charts.cash import denominations_of
from theriac.countries.documents import ReceiptForm
from theriac.countries.gates import MarkStyle
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.abbreviations import list_abbreviations
from theriac.domains.catalog.queries.favourites import list_favourites, pictures_of
from theriac.domains.clinical.queries.knowledge import version_on
from theriac.domains.duty.queries import is_asked_here, on_duty_at
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_branch_with_settings
from theriac.domains.organisation.queries.letterhead import letterhead_of
from theriac.domains.organisation.queries.sealing_keys import newest_key
from theriac.domains.sale_documents.templates import own_part
from theriac.domains.sales.checkout.discount_approval import DISCOUNT
from theriac.domains.sales.promotions.given import law_of
from theriac.surfaces.counter.feed.promotions import promotions_of
from theriac.surfaces.counter.numbering import open_now
from theriac.surfaces.counter.terminals import PairedDevice
from theriac.surfaces.counter.wire.settings import (
    AbbreviationOut,
    ClassOut,
    DiscountsOut,
    DutyOut,
    ExceptionOut,
    ExpiryOut,
    FavouriteOut,
    FormOut,
    FormsOut,
    LicenceOut,
    NamedOut,
    OnDutyOut,
    PaperOut,
    PharmacyOut,
    PlaceOut,
    ReceiptOut,
    SealingOut,
    SettingsOut,
    WordsOut,
)

if TYPE_CHECKING:
    from theriac.domains.organisation.models import Branch, PharmacySettings

FIELDS = {"batch": ("batch", "expiry"), "goods_code": ("hsn",)}
"""What of a form a part of the template is."""
UNNAMED_FORMS = {"struk", "receipt"}
"""Forms whose title would only say that a receipt is a receipt."""


def paper_of(branch_id: BranchId) -> PaperOut:
    """What a receipt of the branch shows now, besides the sale."""
    branch = _branch(branch_id)
    profile = profile_for(branch.pharmacy.country)
    return PaperOut(
        pharmacy=_pharmacy(branch, profile),
        branch=_place(branch),
        classes=_classes(profile),
        receipt=_receipt(branch, branch.pharmacy.settings, profile),
    )


def settings_of(device: PairedDevice) -> SettingsOut:
    """The settings as they are now."""
    branch = _branch(device.point.branch_id)
    settings = branch.pharmacy.settings
    profile = profile_for(device.point.country)
    return SettingsOut(
        pharmacy=_pharmacy(branch, profile),
        branch=_place(branch),
        terminal=NamedOut(id=device.point.terminal_id, name=device.name),
        duty=_duty(device, profile),
        cash_rounding=settings.cash_rounding,
        till_sessions=settings.till_sessions,
        prescription_days=settings.prescription_days,
        tax_rate_bp=settings.tax_rate_bp,
        tax_inclusive=settings.tax_inclusive,
        expiry=ExpiryOut(look_days=settings.expiry_look_days, stop_days=settings.expiry_stop_days),
        classes=_classes(profile),
        exceptions=_exceptions(profile),
        series=open_now(device.point),
        receipt=_receipt(branch, settings, profile),
        sealing=_sealing(branch),
        discounts=_discounts(branch.id),
        favourites=_favourites(device),
        abbreviations=_abbreviations(device),
        promotions=promotions_of(device.point),
        denominations=list(
            denominations_of(branch.pharmacy.currency, clock.today(device.point.time_zone))
        ),
        safety=version_on(clock.today(device.point.time_zone)),
    )


def _branch(branch_id: BranchId) -> Branch:
    branch = get_branch_with_settings(branch_id)
    if branch is None:
        raise LookupError(f"branch {branch_id} has no settings")
    return branch


def _pharmacy(branch: Branch, profile: CountryProfile) -> PharmacyOut:
    pharmacy = branch.pharmacy
    return PharmacyOut(name=pharmacy.name, country=profile.code, currency=pharmacy.currency)


def _place(branch: Branch) -> PlaceOut:
    return PlaceOut(
        id=branch.id,
        code=branch.code,
        name=branch.name,
        time_zone=branch.time_zone,
        tax_registered=branch.tax_registered,
        tax_state=branch.tax_state,
    )


def _favourites(device: PairedDevice) -> list[FavouriteOut]:
    listed = list_favourites(actor=device.actor, branch_id=device.point.branch_id)
    rows = list(listed.order_by("position"))
    pictures = pictures_of([row.pack.product_id for row in rows])
    return [
        FavouriteOut(
            product_id=row.pack.product_id,
            pack_id=row.pack_id,
            picture=pictures.get(row.pack.product_id),
        )
        for row in rows
    ]


def _abbreviations(device: PairedDevice) -> list[AbbreviationOut]:
    rows = list_abbreviations(actor=device.actor).order_by("short")
    return [AbbreviationOut(short=row.short, words=row.words) for row in rows]


def _discounts(branch_id: UUID) -> DiscountsOut:
    limits = role_limits_of(DISCOUNT, branch_id)
    return DiscountsOut(
        limit_bp=limits.pop(EVERYBODY, DISCOUNT.default_limit),
        roles=limits,
        single_handed=rule_for(DISCOUNT, branch_id) is not None,
    )


def _sealing(branch: Branch) -> SealingOut | None:
    key = newest_key(branch.id)
    return SealingOut(key_id=key.key_id, public_key=key.public_key) if key else None


def _in(language: str, say: Callable[[], str]) -> str:
    with translation.override(language):
        return say()


def _words(text: Text) -> WordsOut:
    return WordsOut(en=_in("en", lambda: str(text)), id=_in("id", lambda: str(text)))


def _classes(profile: CountryProfile) -> dict[str, ClassOut]:
    return {
        known.code: ClassOut(
            mark=known.mark,
            style=known.style.value,
            title=_words(known.title),
            on_receipt=profile.code == "in" and known.style is not MarkStyle.FREE,
            law=law_of(profile, known.code),
        )
        for known in profile.legal_classes
    }


def _exceptions(profile: CountryProfile) -> list[ExceptionOut]:
    return [
        ExceptionOut(
            code=known.code,
            title=_words(known.title),
            hint=_words(known.hint),
            legal_classes=list(known.legal_classes),
        )
        for known in profile.named_exceptions
    ]


def _duty(device: PairedDevice, profile: CountryProfile) -> DutyOut:
    branch_id, now = device.point.branch_id, clock.now()
    turns = on_duty_at(branch_id, now)
    names = names_of(turn.person_id for turn in turns)
    return DutyOut(
        asked=is_asked_here(profile, branch_id, clock.today(device.point.time_zone)),
        people=[
            OnDutyOut(id=turn.person_id, name=names.get(turn.person_id, ""), until=turn.until)
            for turn in turns
        ],
    )


def _receipt(branch: Branch, settings: PharmacySettings, profile: CountryProfile) -> ReceiptOut:
    head, own = letterhead_of(branch), own_part(settings)
    shown = own.shows(profile.sale_papers)
    hidden = {field for part, fields in FIELDS.items() if part not in shown for field in fields}
    taxed = profile.receipt_form(registered=branch.tax_registered)
    untaxed = profile.receipt_form(registered=branch.tax_registered, all_nil=True)
    return ReceiptOut(
        width_mm=settings.receipt_width_mm,
        language=settings.receipt_language,
        shop=head.shop,
        address=head.address,
        phone=head.phone,
        licences=[
            LicenceOut(code=one.code, label=one.label, value=one.value) for one in head.licences
        ],
        pharmacist=head.pharmacist,
        header=list(own.header_lines),
        footer=own.footer,
        forms=FormsOut(
            taxed=_form(taxed, hidden),
            untaxed=None if untaxed == taxed else _form(untaxed, hidden),
        ),
    )


def _form(form: ReceiptForm, hidden: Collection[str]) -> FormOut:
    return FormOut(
        code=form.code,
        title=_words(form.title),
        has_title=form.code not in UNNAMED_FORMS,
        fields=[field for field in form.fields if field not in hidden],
        statements=[_words(text) for text in form.statements],
    )
