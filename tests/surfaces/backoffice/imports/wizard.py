"""What a person does with the wizard, as a browser without scripts sends it."""

from __future__ import annotations

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.jobs import run_due_jobs
from theriac.domains.organisation.models import Branch

LIST = """kode;nama;golongan;satuan;harga_jual
A-1;Amoksisilin 500 mg kaplet;K;kaplet;1.250
A-2;Parasetamol 500 mg tablet;B;tablet;7OO
A-3;;B;tablet;500
A-4;"=HYPERLINK(""http://x"")";B;tablet;900
A-5;Vitamin C 50 mg tablet;B;tablet;150
"""


def upload(client: Client, text: str | bytes = LIST, name: str = "harga.csv", **more: str) -> str:
    """The address of the columns' page."""
    data = text.encode() if isinstance(text, str) else text
    response = client.post(
        "/imports/new/",
        {"kind": "products", "branch": branch(), "file": SimpleUploadedFile(name, data), **more},
    )
    assert response.status_code == 302, re.findall(r'class="t-error".*?</div>', response.text)
    return response["Location"]


def branch() -> str:
    return str(Branch.objects.get().id)


def fields_of(page: str) -> dict[str, str]:
    """What the form of the columns would send as it stands."""
    sent = {
        name: unescape(value)
        for name, value in re.findall(
            r'<input type="hidden" name="(version)" value="([^"]*)"', page
        )
    }
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = unescape(chosen[1]) if chosen else ""
    return sent


def check(client: Client, columns: str, **changes: str) -> str:
    """Send the columns as they are guessed, run the check; the import's address."""
    page = client.get(columns).text
    response = client.post(columns, {**fields_of(page), **changes})
    assert response.status_code == 302, re.findall(r'class="t-error".*?</div>', response.text)
    run_due_jobs()
    return response["Location"]
