"""What the pharmacy's papers show of its own, with a preview of the newest sale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.files.images import prepare_image
from theriac.core.paper.bills.sizes import BILL_PAPERS
from theriac.core.problems import NotFound
from theriac.countries.registry import profile_for
from theriac.countries.sale_papers.rules import PARTS as ALL_PARTS
from theriac.domains.organisation.ids import PharmacyId
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.sale_documents.bills.specimen import specimen_bill
from theriac.domains.sale_documents.commands.change_template import change_template, set_logo
from theriac.domains.sale_documents.templates import OwnPart, logo_of, own_part
from theriac.integrations.lan.qr import modules_path
from theriac.surfaces.backoffice.sale_documents.papers import picture_in_page
from theriac.surfaces.backoffice.sale_documents.words import PARTS
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

MOST_PREVIEWED = 500
CODE = "SPECIMEN"
_LINES = forms.Textarea(attrs={"rows": 3})


class TemplateForm(EditForm):
    """Lines above and below, and what is shown."""

    header = forms.CharField(
        label=_("Lines below the address"),
        help_text=_("At most 3 lines of 80 characters."),
        required=False,
        widget=_LINES,
    )
    footer = forms.CharField(
        label=_("Lines at the end"),
        help_text=_("At most 5 lines of 80 characters."),
        required=False,
        widget=_LINES,
    )
    shown = forms.MultipleChoiceField(
        label=_("Shown on receipts and invoices"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class TemplateScreen(Screen):
    """A screen of the one template."""

    for_every_branch = True

    @cached_property
    def own(self) -> OwnPart:
        """As it is now."""
        return own_part()

    @property
    def pharmacy_id(self) -> PharmacyId:
        """Whose. Raises NotFound before the pharmacy is founded."""
        pharmacy = get_pharmacy()
        if pharmacy is None:
            raise NotFound
        return PharmacyId(pharmacy.id)

    def address(self) -> str:
        """The template's page."""
        return reverse("backoffice:document_template")


class ChangeTemplate(TemplateScreen, FormScreen):
    """Edit the template beside what it looks like."""

    permission = MANAGE_ORGANISATION
    title = _("Receipt template")
    template_name = "backoffice/sale_documents/template.html"
    form_class = TemplateForm
    submit_label = _("Save template")
    done = _("Template saved. Counters use it after their next update.")

    def initial(self) -> dict[str, Any]:
        rule = profile_for(frame.pharmacy().country).sale_papers
        return {
            "header": self.own.header,
            "footer": self.own.footer,
            "shown": sorted(self.own.shows(rule)),
            "version": self.own.version,
        }

    def form(self, **options: Any) -> ScreenForm:
        """The parts that the country's papers have; those that its law asks for aren't asked."""
        form = super().form(**options)
        shown = cast("forms.MultipleChoiceField", form.fields["shown"])
        shown.choices = [(one, PARTS[one]) for one in self._optional()]
        return form

    def _optional(self) -> list[str]:
        rule = profile_for(frame.pharmacy().country).sale_papers
        return [one for one in ALL_PARTS if one in rule.shown and one not in rule.required]

    def context(self) -> dict[str, Any]:
        rule = profile_for(frame.pharmacy().country).sale_papers
        side, path = modules_path(CODE)
        bill = specimen_bill(self.branch, self._seen())
        return {
            "code_side": side,
            "code_path": path if bill.code else "",
            "own": self.own,
            "required": [PARTS[one] for one in ALL_PARTS if one in rule.required],
            "bill": bill,
            "paper": BILL_PAPERS["80"],
            "logo": picture_in_page(logo_of(self.actor, self.own)),
        }

    def _seen(self) -> OwnPart:
        """What is typed, else what is saved."""
        if self.typed is None:
            return self.own
        hidden = set(self._optional()) - set(self.typed.getlist("shown"))
        header, footer = (
            self.typed.get(name, "").replace("\r\n", "\n")[:MOST_PREVIEWED]
            for name in ("header", "footer")
        )
        return OwnPart(header, footer, frozenset(hidden))

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Save, or draw what would be saved."""
        if "preview" in request.POST:
            return self.draw(form=self.form(data=request.POST))
        return super().post(request, **parts)

    def cancel_url(self) -> str:
        return self.address()

    def crumbs(self) -> Sequence[Crumb]:
        return ()

    def act(self, form: ScreenForm) -> str:
        """Keep it; what isn't ticked is hidden."""
        typed = form.cleaned_data
        change_template(
            actor=self.actor,
            pharmacy_id=self.pharmacy_id,
            version=typed["version"],
            header=typed["header"],
            footer=typed["footer"],
            hidden=set(self._optional()) - set(typed["shown"]),
        )
        return self.address()


class LogoForm(EditForm):
    """One picture."""

    image = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPEG or WebP, at most 2 MB. Dark on white prints best."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )


class SetLogo(TemplateScreen, FormScreen):
    """Give the papers a logo, in place of the one before."""

    permission = MANAGE_ORGANISATION
    title = _("Logo")
    form_class = LogoForm
    submit_label = _("Save logo")
    done = _("Logo saved.")

    def initial(self) -> dict[str, Any]:
        return {"version": self.own.version}

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Receipt template"), self.address())]

    def act(self, form: ScreenForm) -> str:
        """Rewrite it first, outside the transaction; then keep it."""
        image = prepare_image(form.cleaned_data["image"], field="image", actor=self.actor)
        version = form.cleaned_data["version"]
        set_logo(actor=self.actor, pharmacy_id=self.pharmacy_id, version=version, image=image)
        return self.address()


class RemoveLogo(TemplateScreen, ButtonScreen):
    """Print without a logo again."""

    calls = Calls(set_logo)
    done = _("Logo removed.")

    def given(self) -> Mapping[str, Any]:
        return {"pharmacy_id": self.pharmacy_id, "image": None}
