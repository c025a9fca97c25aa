"""A device signs by a key that no script can take away; the server's own reading holds it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from theriac.core.sealing.signatures import holds, is_public_key

pytestmark = [pytest.mark.journey, pytest.mark.rows("OFF-15")]
# A device that pairs, its server taking what it is told, and then signs.
WORLD = """async (texts) => {
  const { browserSigning, signingParts } = await import("/counter/app/signing.js");
  const { rememberPairing, readValue } = await import("/counter/db/device.js");
  const { openDatabase } = await import("/counter/db/database.js");
  const db = await openDatabase({name: String(Math.random())});
  const parts = signingParts({signing: browserSigning(crypto.subtle)}, db);
  const keys = [], signed = [], taken = [];
  const unpaired = await parts.sign("push", "nothing yet");
  for (const text of texts) {
    let known;
    const paired = parts.withNewKey(async (publicKey, key) => {
      keys.push(publicKey);
      await new Promise((resolve) => { known = resolve; });
      await rememberPairing(db, {terminal: {}, branch: {}, series: []}, key);
    });
    while (!known) await new Promise((resolve) => setTimeout(resolve, 1));
    const meanwhile = parts.sign("push", text);
    known();
    await paired;
    signed.push([await meanwhile, await parts.sign("push", text)]);
    const key = await readValue(db, "signing_key");
    for (const form of ["jwk", "pkcs8", "raw"]) {
      taken.push(await crypto.subtle.exportKey(form, key).then(() => "taken", (error) => error.name));
    }
  }
  return {unpaired, keys, signed, taken};
}"""
WITHOUT = """async () => {
  const { browserSigning, signingParts } = await import("/counter/app/signing.js");
  const parts = signingParts({signing: browserSigning(undefined)}, null);
  const said = [];
  await parts.withNewKey(async (publicKey, key) => said.push(publicKey, key));
  return [...said, await parts.sign("push", "text")];
}"""


def test_each_pairing_has_a_key_of_its_own_and_what_is_signed_meanwhile_waits_for_it(
    secure_page: Page,
) -> None:
    texts = ['{"sales": [1]}', '{"sales": ["é"]}']
    found: Any = secure_page.evaluate(WORLD, texts)
    first, second = found["keys"]
    assert found["unpaired"] == ""
    assert is_public_key(first)
    assert first != second
    for key, text, signatures in zip(found["keys"], texts, found["signed"], strict=True):
        for signature in signatures:
            assert holds(key, "push", text.encode(), signature)
    assert not holds(second, "push", texts[0].encode(), found["signed"][0][0])
    assert "taken" not in found["taken"]


def test_a_browser_without_cryptography_says_that_it_has_no_key(secure_page: Page) -> None:
    assert secure_page.evaluate(WITHOUT) == ["", None, ""]
