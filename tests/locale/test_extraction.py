from theriac.locale.catalogue import Key
from theriac.locale.extraction import PACKAGE, keys_of_python, keys_of_template, part_of


def test_python_calls_are_found() -> None:
    source = (
        'a = _("One")\nb = translation.gettext_lazy("Two " "parts")\nc = _(name)\n'
        'd = ngettext_lazy("%(count)s box", "%(count)s boxes", "count")\n'
        'e = pgettext("verb", "Open")\n'
        "from django.utils.translation import gettext as _now\n"
        'f = _now("Three")\n'
    )
    assert set(keys_of_python(source)) == {
        Key("One"),
        Key("Two parts"),
        Key("Three"),
        Key("%(count)s box", "%(count)s boxes"),
        Key("Open", context="verb"),
    }


def test_tags_are_found_in_text_attributes_and_blocks() -> None:
    source = (
        '<c-card title="{% translate \'Batches (all)\' %}">{% translate "It\'s here" %}</c-card>'
        "{% blocktranslate with done=work.done|number %}{{ done }} of it{% endblocktranslate %}"
        "{% blocktranslate count number=rows|length %}{{ number }} row{% plural %}"
        "{{ number }} rows{% endblocktranslate %}"
    )
    assert set(keys_of_template(source)) == {
        Key("Batches (all)"),
        Key("It's here"),
        Key("%(done)s of it"),
        Key("%(number)s row", "%(number)s rows"),
    }


def test_a_sentence_goes_with_its_domain() -> None:
    def part(path: str) -> str:
        return part_of(PACKAGE / path)

    assert part("domains/stock/problems.py") == "stock"
    assert part("surfaces/backoffice/stock/views.py") == "stock"
    assert part("surfaces/backoffice/templates/backoffice/stock/list.html") == "stock"
    assert part("surfaces/backoffice/templates/backoffice/base.html") == "backoffice"
    assert part("surfaces/backoffice/templates/backoffice/partials/chip.html") == "backoffice"
    assert part("surfaces/backoffice/templates/account/login.html") == "backoffice"
    assert part("surfaces/backoffice/shell/forms.py") == "backoffice"
    assert part("countries/india/tax.py") == "countries"
    assert part("core/problems.py") == "core"
