"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, Problem, Unprocessable


class OfferRefused(Unprocessable):
    """An offer can't be kept or confirmed so; ``errors`` say where and why."""

    type = "offers.offer_refused"
    title = _("This offer needs correction")


class OfferFixed(Conflict):
    """The offer's state doesn't allow this any more."""

    type = "offers.offer_fixed"
    title = _("This offer can’t be changed")


class OfferTwice(Conflict):
    """The same file stands as another offer; ``offer_id`` says which."""

    type = "offers.offer_twice"
    title = _("This file is already here")


class OffererBlocked(Conflict):
    """Nothing is bought from this supplier; ``reason`` says why."""

    type = "offers.supplier_blocked"
    title = _("This supplier is blocked")


class TooManyPriceLists(Problem):
    """A supplier's people sent many files within an hour."""

    type = "offers.too_many_price_lists"
    status = 429
    title = _("Too many price lists")
