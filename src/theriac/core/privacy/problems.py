"""What goes wrong with encrypted fields: for people a Problem, for programmers a TypeError."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Problem


class Unbound(TypeError):
    """Code reached an encrypted field without its row; the text says what to call instead."""


class Unreadable(Problem):
    """An encrypted field doesn't open: its key is missing or wrong, or the row is damaged."""

    type = "privacy.unreadable"
    status = 503
    title = _("This can't be decrypted")


class Erased(Problem):
    """The person's key was destroyed: what was known about them is unreadable for ever."""

    type = "privacy.erased"
    status = 410
    title = _("This person's data was erased")


class KeyStoreFails(Problem):
    """The key store can't be read or written just now."""

    type = "privacy.key_store"
    status = 503
    title = _("The key store doesn't respond")
