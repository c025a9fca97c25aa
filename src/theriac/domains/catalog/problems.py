"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Unprocessable


class BarcodeTaken(Conflict):
    """The code opens another pack."""

    type = "catalog.barcode_taken"
    title = _("This barcode is already in use")


class TooManyCodes(Conflict):
    """The terminal kept as many unknown codes today as it may."""

    type = "catalog.too_many_codes"
    title = _("Too many unknown codes today")


class UnknownCodeSettled(Conflict):
    """The code isn't on the list of codes to link any more, or isn't set aside."""

    type = "catalog.unknown_code_settled"
    title = _("This code is already settled")


class PackRefused(Unprocessable):
    """The packs don't fit together."""

    type = "catalog.pack_refused"
    title = _("These packs don’t match")


class PackFrozen(Conflict):
    """Stock moved; a pack's factor no longer changes."""

    type = "catalog.pack_frozen"
    title = _("This pack can’t be changed")


class ProductRefused(Unprocessable):
    """The product's particulars can't be taken."""

    type = "catalog.product_refused"
    title = _("This product needs correction")


class MappingRefused(Unprocessable):
    """The chosen columns don't fit the file or the import; ``errors`` says which and why."""

    type = "catalog.mapping_refused"
    title = _("Column matching not possible")


class ImportRefused(Conflict):
    """The import's state doesn't allow this."""

    type = "catalog.import_refused"
    title = _("This import can’t continue")


class GroupRefused(Unprocessable):
    """A manufacturer or a category whose name can't be this."""

    type = "catalog.group_refused"
    title = _("This name isn’t possible")


class GenericRefused(Unprocessable):
    """Substances, strengths or a form that can't be read as a medicine."""

    type = "catalog.generic_refused"
    title = _("This medicine can’t be compared")


class ProductMergeRefused(Conflict):
    """These products can't be merged, or taken apart, as they are."""

    type = "catalog.merge_refused"
    title = _("These products can't be merged")


class ProductMerged(Conflict):
    """The product was merged into another; ``merged_into`` names it."""

    type = "catalog.product_merged"
    title = _("This product was merged into another")


class PriceChangeRefused(Unprocessable):
    """The rule, or the prices of a change of many, can't be taken."""

    type = "catalog.price_change_refused"
    title = _("These prices need correction")


class PricesMoved(Conflict):
    """Prices changed since the preview; the facts hold each pack's price now and as it was seen."""

    type = "catalog.prices_moved"
    title = _("Prices changed since the preview")


class FavouriteRefused(Unprocessable):
    """The pack can't be a tile of the counter."""

    type = "catalog.favourite_refused"
    title = _("This pack can’t be a favourite")


class AbbreviationRefused(Unprocessable):
    """The abbreviation or its words can't be taken; ``errors`` says which and why."""

    type = "catalog.abbreviation_refused"
    title = _("This abbreviation needs correcting")
