"""The document of a person's licence: a scan or photo, encrypted under the person's key."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.files.purposes import Purpose
from theriac.core.problems import Text
from theriac.domains.accounts.files import LICENCE
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.surfaces.backoffice.accounts.people import PersonScreen
from theriac.surfaces.backoffice.accounts.profiles.licences import live_licence
from theriac.surfaces.backoffice.accounts.profiles.words import kind_words
from theriac.surfaces.backoffice.files.entry import AddFile, FileForm
from theriac.surfaces.backoffice.shell.screens import Crumb


class AddLicenceDocument(PersonScreen, AddFile):
    """Hand in the paper of a licence that counts."""

    permission = MANAGE_STAFF
    template_name = "backoffice/form.html"
    form_class = FileForm
    lead = gettext_lazy(
        "It is encrypted with the person’s own key. Its file name isn’t stored, and each "
        "download is logged."
    )
    done = gettext_lazy("Document saved.")

    def page_title(self) -> Text:
        """Of which licence of whom. Raises NotFound."""
        licence = live_licence(self.person.id, self.kwargs["licence_id"])
        words = {"licence": kind_words(licence.kind), "name": self.person.display_name}
        return _("Document: %(licence)s of %(name)s") % words

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def purposes(self) -> Sequence[Purpose]:
        return [LICENCE]

    def record_id(self) -> UUID:
        """The licence. Raises NotFound."""
        return UUID(str(live_licence(self.person.id, self.kwargs["licence_id"]).id))

    def after(self, file_id: UUID) -> str:
        """Back to the person."""
        return self.address()
