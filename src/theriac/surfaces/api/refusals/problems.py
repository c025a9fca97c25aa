"""The refusals of the API itself: what HTTP, and not a domain, has to say."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import NotPermitted, Problem, Text, Unprocessable


class ApiProblem(Problem):
    """A refusal whose sentence is always the same."""

    sentence: ClassVar[Text] = ""

    def __str__(self) -> str:
        return str(self.detail or self.sentence or self.title)


class NotSignedIn(ApiProblem):
    """No API key or access token that holds, and no session."""

    type = "api.not_signed_in"
    status = 401
    title = _("Sign-in required")
    sentence = _("Send “Authorization: Bearer” with an active API key or access token.")


class CsrfFailed(ApiProblem):
    """A browser's session without the token that shows where the request comes from."""

    type = "api.csrf_failed"
    status = 403
    title = _("This request may come from another site")
    sentence = _("Reload the page, or send X-CSRFToken with the session.")


class BodyUnreadable(ApiProblem):
    """The body isn't JSON, or not what its content type says."""

    type = "api.body_unreadable"
    status = 400
    title = _("This request can't be read")
    sentence = _("The body is malformed. Send JSON in UTF-8.")


class KeyMissing(ApiProblem):
    """A write without an Idempotency-Key, or with one that can't be kept."""

    type = "idempotency.key_missing"
    status = 400
    title = _("Idempotency-Key required")
    sentence = _(
        "Each write needs an Idempotency-Key header of 1 to 120 visible ASCII characters. "
        "Use a new key for each action."
    )


class MethodNotAllowed(ApiProblem):
    """The path doesn't take this method."""

    type = "api.method_not_allowed"
    status = 405
    title = _("Not allowed here")
    sentence = _("The Allow header lists the allowed methods.")


class MediaTypeRefused(ApiProblem):
    """The body's content type isn't the one that this operation takes."""

    type = "api.media_type_refused"
    status = 415
    title = _("Content type not accepted")


class TooLarge(ApiProblem):
    """More bytes or fields than the API reads."""

    type = "api.too_large"
    status = 413
    title = _("Request too large")
    sentence = _("Send a smaller request.")


class PreconditionMissing(ApiProblem):
    """An edit without If-Match."""

    type = "api.precondition_missing"
    status = 428
    title = _("Version required")
    sentence = _(
        "Read the resource first and send its ETag as If-Match. This protects other "
        "people’s changes."
    )


class OutOfRange(Unprocessable):
    """A number that the database can't hold."""

    type = "api.out_of_range"
    title = _("A number is too large")


class Clash(ApiProblem):
    """The database refused: something named doesn't exist, or exists already."""

    type = "api.clash"
    status = 409
    title = _("Conflict with saved data")
    sentence = _(
        "A record in the request no longer exists, or already exists. Load the data again."
    )


class NoTerminal(NotPermitted):
    """The actor has no terminal to number a sale with."""

    type = "api.no_terminal"
    title = _("API key with a terminal required")


class BranchNeeded(Unprocessable):
    """The actor works at several branches and named none."""

    type = "api.branch_needed"
    title = _("Branch required")


class CurrencyUnfit(Unprocessable):
    """Money of another currency than the pharmacy's."""

    type = "api.currency_unfit"
    title = _("Currency not accepted")


class SeriesUnfit(Unprocessable):
    """A series of numbers that this key's devices may not number in."""

    type = "api.series_unfit"
    title = _("These numbers belong to another key")


class Unavailable(ApiProblem):
    """The database can't be reached, or everybody wants the same rows at once."""

    type = "api.unavailable"
    status = 503
    title = _("Not available right now")
    sentence = _("Nothing was changed. Try again in a moment with the same key.")


class Internal(ApiProblem):
    """A defect of ours."""

    type = "api.internal"
    status = 500
    title = _("The action couldn't be completed")
    sentence = _("Nothing was changed. Give the trace ID to your administrator.")
