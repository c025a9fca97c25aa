"""What was done, in the reader's words; a command without words here stands by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text

ACTIONS: dict[str, Text] = {
    "accounts.add_person": _("Added a person"),
    "accounts.assign_roles": _("Gave roles"),
    "accounts.bring_back_role": _("Brought a role back"),
    "accounts.change_role": _("Changed a role"),
    "accounts.create_role": _("Made a role"),
    "accounts.restore_role": _("Put a role back as it was delivered"),
    "accounts.retire_role": _("Retired a role"),
    "accounts.change_password": _("Gave a new password"),
    "accounts.choose_password": _("Chose a password of their own"),
    "accounts.create_default_roles": _("Made the first roles"),
    "accounts.issue_api_key": _("Made an API key"),
    "accounts.revoke_api_key": _("Ended an API key"),
    "accounts.set_person_active": _("Let a person in or shut them out"),
    "accounts.set_preferences": _("Chose language or look"),
    "accounts.start_family": _("Signed in from a program"),
    "accounts.rotate_refresh_token": _("Went on from a program"),
    "accounts.end_family": _("Signed a program out"),
    "accounts.refresh_reuse": _("A used token came again: signed out"),
    "accounts.make_signing_key": _("Made a signing key"),
    "accounts.withdraw_signing_keys": _("Withdrew signing keys"),
    "accounts.record_factor": _("Second step at sign-in"),
    "accounts.reset_factors": _("Reset a second step"),
    "accounts.invite_person": _("Made an invitation"),
    "accounts.make_reset_link": _("Mailed a link for a new password"),
    "accounts.use_link": _("Chose a password by a link"),
    "accounts.set_pin": _("Set a PIN"),
    "accounts.remove_pin": _("Removed a PIN"),
    "accounts.try_pin": _("Typed a PIN at a counter"),
    "accounts.unlock_pin": _("Unlocked a PIN by the password"),
    "catalog.add_barcode": _("Added a barcode"),
    "catalog.add_pack": _("Added a pack"),
    "catalog.add_product": _("Added a product"),
    "catalog.add_products": _("Added products"),
    "catalog.change_product": _("Changed a product"),
    "catalog.commit_chunk": _("Brought rows of an import in"),
    "catalog.commit_import": _("Started an import"),
    "catalog.commit_whole": _("Brought an import in"),
    "catalog.discard_import": _("Discarded an import"),
    "catalog.finish_commit": _("Ended an import"),
    "catalog.open_with_file": _("Uploaded a file to import"),
    "catalog.rename_category": _("Renamed a category"),
    "catalog.rename_manufacturer": _("Renamed a maker"),
    "catalog.set_ceiling": _("Set a price ceiling"),
    "catalog.set_picture": _("Set a picture"),
    "catalog.set_price": _("Set a price"),
    "organisation.change_branch": _("Changed a branch"),
    "organisation.change_settings": _("Changed the settings"),
    "organisation.found_pharmacy": _("Founded the pharmacy"),
    "organisation.issue_pairing_code": _("Made a pairing code"),
    "organisation.make_sealing_key": _("Made a sealing key"),
    "organisation.open_branch": _("Opened a branch"),
    "organisation.open_series": _("Opened a series of numbers"),
    "organisation.pair_terminal": _("Paired a device"),
    "organisation.register_terminal": _("Registered a terminal"),
    "organisation.rename_terminal": _("Renamed a terminal"),
    "organisation.revoke_terminal": _("Revoked a terminal"),
    "sales.close_series": _("Closed a series of numbers"),
    "sales.complete_sale": _("Sold"),
    "sales.dismiss_held_push": _("Dismissed a held sale"),
    "sales.record_past_sales": _("Brought past sales in"),
    "sales.settle_case": _("Settled a case"),
    "sales.void_number": _("Declared a number void"),
    "sales.void_numbers": _("Declared numbers void"),
    "seal.begin_new_log": _("Began a new log of the seal"),
    "seal.take_export": _("Took an export of the sealed books"),
    "stock.adjust_stock": _("Adjusted stock"),
    "stock.correct_batch": _("Corrected a batch"),
    "organisation.note_clock": _("Noted a device's clock"),
    "organisation.relock_sealing_key": _("Locked a sealing key anew"),
    "stock.hold_batch": _("Held a batch"),
    "stock.open_places": _("Opened the places of a branch"),
    "stock.review_expiry": _("Looked for what expires"),
    "stock.review_low_stock": _("Looked for what runs low"),
    "stock.apply_review": _("Looked for what runs low"),
    "stock.receive_past_stock": _("Brought past stock in"),
    "stock.receive_stock": _("Received goods"),
    "stock.release_batch": _("Released a batch"),
    "stock.reverse_movement": _("Reversed a movement"),
    "stock.set_minimum": _("Set a minimum"),
    "stock.write_off_stock": _("Wrote stock off"),
}
PRIVATE: dict[str, Text] = {
    "sales._record": _("Sold at the counter"),
    "sales._book_held": _("Booked a held sale"),
    "sales._hold_unreadable": _("Held a sale that can't be read"),
}

KINDS: dict[str, Text] = {
    "accounts.api_key": _("API key"),
    "accounts.counter_pin": _("PIN for the counter"),
    "accounts.factor": _("Second step at sign-in"),
    "accounts.link": _("Link for a password"),
    "accounts.person": _("Person"),
    "accounts.role": _("Role"),
    "accounts.signing_key": _("Signing key"),
    "accounts.token_family": _("Sign-in of a program"),
    "catalog.barcode": _("Barcode"),
    "catalog.category": _("Category"),
    "catalog.import": _("Import"),
    "catalog.manufacturer": _("Maker"),
    "catalog.product": _("Product"),
    "organisation.branch": _("Branch"),
    "organisation.pharmacy": _("Pharmacy"),
    "organisation.sealing_key": _("Sealing key"),
    "organisation.series": _("Series of numbers"),
    "organisation.settings": _("Settings"),
    "organisation.terminal": _("Terminal"),
    "sales.case": _("Case"),
    "sales.held_push": _("Held sale"),
    "sales.sale": _("Sale"),
    "sales.series_closing": _("Closing of a series"),
    "sales.voided_number": _("Void number"),
    "seal.export": _("Export of the sealed books"),
    "seal.log": _("Log of the seal"),
    "stock.adjustment": _("Adjustment"),
    "stock.batch": _("Batch"),
    "stock.minimum": _("Minimum"),
    "stock.receipt": _("Goods received"),
    "stock.reversal": _("Reversal"),
    "stock.write_off": _("Write-off"),
}

FIELDS: dict[str, Text] = {
    "name": _("Name"),
    "generic_name": _("Generic name"),
    "substance": _("Substance"),
    "strength": _("Strength"),
    "dose_form": _("Dose form"),
    "description": _("Description"),
    "legal_class": _("Legal class"),
    "storage": _("Storage"),
    "tax_class": _("Tax class"),
    "rotation": _("Order in which batches are taken"),
    "status": _("State"),
    "image_id": _("Picture"),
    "manufacturer_id": _("Maker"),
    "category_id": _("Category"),
    "price": _("Price"),
    "roles": _("Roles"),
}

PAGES: dict[str, str] = {
    "accounts.person": "person_detail",
    "accounts.role": "role_detail",
    "catalog.import": "import_detail",
    "catalog.product": "product_detail",
    "organisation.branch": "branch_detail",
    "organisation.terminal": "terminal_detail",
    "sales.case": "case_settle",
    "sales.sale": "sale_detail",
}

SYSTEM_REASONS: dict[str, Text] = {
    "active": _("let in"),
    "inactive": _("shut out"),
    "import": _("by an import"),
} | dict.fromkeys(
    (
        "added",
        "ceiling",
        "changed",
        "clock",
        "first",
        "missing",
        "own password",
        "pack",
        "paired",
        "pairing code",
        "password",
        "past sale",
        "picture",
        "preferences",
        "price",
        "relocked",
        "renamed",
        "brought back",
        "retired",
        "roles",
        "rows",
    ),
    "",
)
"""Reasons that commands write themselves; what a person wrote stands as it is."""


def action_words(command: str) -> Text:
    """What a command did."""
    known = ACTIONS.get(command) or PRIVATE.get(command)
    return known or command.rpartition(".")[2].strip("_").replace("_", " ").capitalize()


def kind_words(kind: str, command: str = "") -> Text:
    """What kind of thing was concerned; empty for a command that concerned none."""
    if kind in KINDS:
        return KINDS[kind]
    return "" if kind in (command, *ACTIONS) else kind.rpartition(".")[2].replace("_", " ")


def record_url(kind: str, object_id: UUID) -> str:
    """The page of what was concerned; empty where there is none."""
    try:
        return reverse(f"backoffice:{PAGES[kind]}", args=[object_id]) if kind in PAGES else ""
    except NoReverseMatch:
        return ""


def reason_words(reason: str) -> Text:
    """Why."""
    return SYSTEM_REASONS.get(reason, reason)


def changes_of(
    facts: Mapping[str, Any], written: Callable[[str, Any], Text]
) -> list[tuple[Text, Text, Text]]:
    """Name, before and after of each value that a record says was changed."""
    before, after = facts.get("before"), facts.get("after")
    if isinstance(facts.get("added"), list):
        return _rights_changed(facts, written)
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        if before is None or after is None:
            return []
        return [("", written("", before), written("", after))]
    return [
        (_name(name), written(name, before.get(name)), written(name, new))
        for name, new in after.items()
    ]


def _name(field: str) -> Text:
    return FIELDS.get(field, field.replace("_", " "))


def _rights_changed(
    facts: Mapping[str, Any], written: Callable[[str, Any], Text]
) -> list[tuple[Text, Text, Text]]:
    """What a role was given, and what was taken from it."""
    given, taken = facts.get("added"), facts.get("removed")
    lines: list[tuple[Text, Text, Text]] = []
    if given:
        lines.append((_("Given"), written("rights", []), written("rights", given)))
    if taken:
        lines.append((_("Taken away"), written("rights", taken), written("rights", [])))
    return lines
