"""The refusals of this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Conflict, NotFound, Problem


class RequestUnknown(NotFound):
    """No unmet request has this id at this branch."""

    type = "unmet_requests.unknown"
    title = _("This lost sale isn’t recorded here")


class RequestSettled(Conflict):
    """The request is on the want list or dismissed already; ``state`` says which."""

    type = "unmet_requests.settled"
    title = _("This lost sale was already handled")


class TooManyRequests(Problem):
    """The terminal told as many today as it may."""

    status = 429
    type = "unmet_requests.too_many"
    title = _("Too many lost sales from this counter today")
