"""Why a file isn't taken. Each sentence stands at the field that the file was given in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Problem, Text, Unprocessable


class FileRefused(Unprocessable):
    """The file can't be taken; ``field`` names where it was given."""

    type = "files.refused"
    title = _("This file can't be accepted")

    def __init__(self, detail: Text, *, field: str, **facts: Any) -> None:
        super().__init__(detail, field=field, **facts)


class FileTooLarge(FileRefused):
    """More bytes than are taken; the facts hold ``limit_bytes``."""

    type = "files.too_large"
    title = _("This file is too large")


class TooManyPixels(FileRefused):
    """A picture of more pixels than are taken; the facts hold ``limit_pixels``."""

    type = "files.too_many_pixels"
    title = _("This picture has too many pixels")


class FileKindRefused(FileRefused):
    """By its content the file is of a kind that isn't taken here."""

    type = "files.kind_refused"
    title = _("This file type isn't accepted here")


class FileBroken(FileRefused):
    """The file claims to be of a kind that is taken but can't be read as such."""

    type = "files.broken"
    title = _("This file is damaged")


class FileInfected(FileRefused):
    """The scanner knows it as harmful; the facts hold ``found``."""

    type = "files.infected"
    title = _("This file is harmful")


class ScannerUnreachable(Problem):
    """The scanner that files must pass doesn't answer, so none is taken."""

    type = "files.scanner_unreachable"
    status = 503
    title = _("Files can't be scanned right now")


class StoreUnreachable(Problem):
    """The store of files doesn't answer."""

    type = "files.store_unreachable"
    status = 503
    title = _("The file storage doesn't respond")


class LinkOver(Unprocessable):
    """A link to a file is too old, was made for somebody else, or was altered."""

    type = "files.link_over"
    title = _("This file link is not valid")
