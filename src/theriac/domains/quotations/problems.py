"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound


class QuotationUnknown(NotFound):
    """No quotation of this id or number is the branch's."""

    type = "quotations.unknown"
    title = _("This quotation doesn’t exist here")


class QuotationEnded(Conflict):
    """It was converted or cancelled; ``state`` says which."""

    type = "quotations.ended"
    title = _("This quotation is no longer open")


class QuotationExpired(Conflict):
    """Its prices were promised until ``valid_until``, which is over."""

    type = "quotations.expired"
    title = _("This quotation has expired")


class QuotationTaken(Conflict):
    """Another basket has it, at ``terminal`` since ``taken_at``."""

    type = "quotations.taken"
    title = _("This quotation is open at another counter")
