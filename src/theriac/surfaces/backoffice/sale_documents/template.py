"""What the pharmacy's papers show of its own, with a preview of the newest sale."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

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
from theriac.domains.organisation.commands.receipt_logo import set_receipt_logo
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.ids import PharmacyId
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.queries.branches import get_settings
from theriac.domains.sale_documents.bills.specimen import Specimen, specimen_bill
from theriac.domains.sale_documents.templates import OwnPart, logo_of, own_part
from theriac.integrations.lan.qr import modules_path
from theriac.surfaces.backoffice.sale_documents.papers import CLASSES, picture_in_page
from theriac.surfaces.backoffice.sale_documents.words import KINDS, PARTS
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.organisation.models import PharmacySettings

MOST_PREVIEWED = 500
CODE = "SPECIMEN"
FORM_ID = "template"
"""Of the form in the page, for what stands outside of it."""
_LINES = forms.Textarea(attrs={"rows": 3})


def _lines_of(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\r\n", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


class TemplateForm(EditForm):
    """Lines above and below, and what is shown."""

    receipt_header = forms.CharField(
        label=_("Lines below the address"),
        help_text=_("At most 3 lines of 80 characters."),
        required=False,
        widget=_LINES,
    )
    receipt_footer = forms.CharField(
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

    def clean_receipt_header(self) -> str:
        """Lines without blanks around them."""
        return _lines_of(self.cleaned_data["receipt_header"])

    def clean_receipt_footer(self) -> str:
        """Lines without blanks around them."""
        return _lines_of(self.cleaned_data["receipt_footer"])


class PreviewForm(ScreenForm):
    """Which document is drawn on which paper; sent with the template's form."""

    document = forms.ChoiceField(label=_("Document"), widget=forms.Select(attrs={"form": FORM_ID}))
    paper = forms.ChoiceField(
        label=_("Paper"),
        widget=forms.Select(attrs={"form": FORM_ID}),
        choices=[(one.code, one.title) for one in BILL_PAPERS.values()],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        document: Any = self.fields["document"]
        document.choices = [(one.value, KINDS[one.value]) for one in Specimen]


class TemplateScreen(Screen):
    """A screen of the one template."""

    for_every_branch = True

    @cached_property
    def settings(self) -> PharmacySettings:
        """The settings that it stands in. Raises NotFound before the pharmacy is founded."""
        found = get_settings()
        if found is None:
            raise NotFound
        return found

    @property
    def own(self) -> OwnPart:
        """As it is now."""
        return own_part(self.settings)

    @property
    def pharmacy_id(self) -> PharmacyId:
        """Whose."""
        return PharmacyId(self.settings.pharmacy_id)

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
            "receipt_header": self.own.header,
            "receipt_footer": self.own.footer,
            "shown": sorted(self.own.shows(rule)),
            "version": self.settings.version,
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
        paper = BILL_PAPERS[self._chosen("paper", BILL_PAPERS, self._usual_paper())]
        document = self._chosen("document", list(Specimen), Specimen.SALE.value)
        bill = specimen_bill(
            self.branch, self._seen(), Specimen(document), is_sheet=not paper.is_roll
        )
        return {
            "preview": PreviewForm(initial={"paper": paper.code, "document": document}),
            "code_side": side,
            "code_path": path if bill.code else "",
            "has_logo": self.own.logo_id is not None,
            "version": self.settings.version,
            "required": [PARTS[one] for one in ALL_PARTS if one in rule.required],
            "bill": bill,
            "paper": paper,
            "paper_class": CLASSES[paper.code],
            "logo": picture_in_page(logo_of(self.actor, self.own)),
        }

    def _chosen(self, name: str, known: Collection[str], otherwise: str) -> str:
        """What was chosen for the preview; what isn't offered is as if nothing was."""
        typed = self.typed.get(name, "") if self.typed is not None else ""
        return typed if typed in known else otherwise

    def _usual_paper(self) -> str:
        """The width that the pharmacy's counters print on."""
        return str(self.settings.receipt_width_mm)

    def _seen(self) -> OwnPart:
        """What is typed, else what is saved."""
        if self.typed is None:
            return self.own
        hidden = set(self._optional()) - set(self.typed.getlist("shown"))
        header, footer = (
            self.typed.get(name, "").replace("\r\n", "\n")[:MOST_PREVIEWED]
            for name in ("receipt_header", "receipt_footer")
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
        """Keep what differs; what isn't ticked is hidden."""
        typed = form.cleaned_data
        wanted = {
            "receipt_header": typed["receipt_header"],
            "receipt_footer": typed["receipt_footer"],
            "receipt_hidden": sorted(set(self._optional()) - set(typed["shown"])),
        }
        changes = {name: new for name, new in wanted.items() if getattr(self.settings, name) != new}
        if changes or typed["version"] != self.settings.version:
            change_settings(
                actor=self.actor,
                pharmacy_id=self.pharmacy_id,
                version=typed["version"],
                changes=changes,
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
        return {"version": self.settings.version}

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Receipt template"), self.address())]

    def act(self, form: ScreenForm) -> str:
        """Rewrite it first, outside the transaction; then keep it."""
        image = prepare_image(form.cleaned_data["image"], field="image", actor=self.actor)
        version = form.cleaned_data["version"]
        set_receipt_logo(
            actor=self.actor, pharmacy_id=self.pharmacy_id, version=version, image=image
        )
        return self.address()


class RemoveLogo(TemplateScreen, ButtonScreen):
    """Print without a logo again."""

    calls = Calls(set_receipt_logo)
    done = _("Logo removed.")

    def given(self) -> Mapping[str, Any]:
        return {"pharmacy_id": self.pharmacy_id, "image": None}
