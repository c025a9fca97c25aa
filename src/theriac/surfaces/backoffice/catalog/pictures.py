"""A product's picture: shown, with a placeholder where it is missing, and taken."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from theriac.core.files.images import prepare_image
from theriac.core.files.store import Variant
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.pictures import set_picture
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.pictures import open_picture
from theriac.surfaces.backoffice.catalog.base import ProductScreen
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Screen

PLACEHOLDER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" '
    'fill="#ecefed"/><path d="M30 54a12 12 0 0 1 0-17l7-7a12 12 0 0 1 17 0l12 12a12 12 0 0 1 0 '
    '17l-7 7a12 12 0 0 1-17 0zm6-11 17 17" fill="none" stroke="#66736d" stroke-width="4"/></svg>'
)


class PictureContent(Screen):
    """The picture itself, for the lists and the product's page."""

    permission = VIEW_CATALOG

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The file, or the placeholder where there is none or it can't be read."""
        variant = Variant(self.kwargs["variant"])
        try:
            opened = open_picture(
                actor=self.actor, product_id=self.kwargs["product_id"], variant=variant
            )
        except NotFound:
            return HttpResponse(PLACEHOLDER, content_type="image/svg+xml")
        etag = f'"{opened.etag}"'
        if request.headers.get("If-None-Match") == etag:
            opened.file.close()
            return HttpResponse(status=304, headers={"ETag": etag})
        response = FileResponse(opened.file, content_type=opened.content_type)
        response["ETag"] = etag
        response["Cache-Control"] = "private, max-age=86400"
        return response


class PictureForm(ScreenForm):
    """One file."""

    image = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, at most 15 MB. It is rotated and resized automatically."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )


class PictureNew(ProductScreen, FormScreen):
    """Give the product a picture, in place of the one before."""

    permission = MANAGE_CATALOG
    form_class = PictureForm
    title = _("Picture")
    submit_label = _("Save picture")
    done = _("Picture saved.")

    def act(self, form: ScreenForm) -> str:
        """Rewrite it first, outside the transaction; then keep it."""
        uploaded = form.cleaned_data["image"]
        prepared = prepare_image(uploaded, field="image", actor=self.actor)
        set_picture(
            actor=self.actor, product_id=self.product.id, image=prepared, name=uploaded.name
        )
        return self.product_url()
