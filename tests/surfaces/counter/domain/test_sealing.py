"""What the browser seals the server opens, byte for byte by the same standard (RFC 9180)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from theriac.core.sealing.encoding import to_bytes
from theriac.core.sealing.sealed import place_of, read_private_key, unseal

pytestmark = pytest.mark.journey
VECTORS = json.loads(
    (Path(__file__).parents[4] / "contracts" / "vectors" / "sealed_texts.json").read_text("utf-8")
)
SEAL = """async ({key, purpose, ids, content, ephemeral}) => {
  const { placeOf, sealBytes } = await import("/counter/domain/sealing.js");
  const curve = {name: "ECDH", namedCurve: "P-256"};
  const pair = ephemeral && {
    privateKey: await crypto.subtle.importKey("jwk", ephemeral, curve, false, ["deriveBits"]),
    publicKey: await crypto.subtle.importKey("jwk", {...ephemeral, d: undefined}, curve, true, []),
  };
  return sealBytes(crypto.subtle, key, placeOf(purpose, ids), new TextEncoder().encode(content), pair || undefined);
}"""


@pytest.mark.parametrize(
    "case", [one for one in VECTORS["cases"] if "ephemeral" in one], ids=lambda case: case["id"]
)
def test_with_the_same_ephemeral_key_it_is_the_same_text(
    secure_page: Page, case: dict[str, Any]
) -> None:
    given = {**case, "key": VECTORS["keys"][case["key"]], "content": case["expect"]}
    assert secure_page.evaluate(SEAL, given) == case["sealed"]


@pytest.mark.parametrize("content", ["", "{}", '{"prescriber":"dr. Māyā 🌿"}' + " " * 500])
def test_what_the_browser_seals_the_server_opens(secure_page: Page, content: str) -> None:
    key = VECTORS["keys"]["first"]
    ids = ["branch", "sale", "ground"]
    given = {"key": key, "purpose": "ground", "ids": ids, "content": content}
    one, two = (secure_page.evaluate(SEAL, given) for _time in range(2))
    private = read_private_key(to_bytes(key["private_key"]))
    assert unseal(one, private, place_of("ground", ids)).decode() == content
    assert one != two
