"""The verifier that is handed out: its own signatures, and what it says of bad files."""

from __future__ import annotations

import ast
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.support.books import run_verifier
from theriac.core.seal.handout import VERIFIER
from theriac.core.seal.handout.verify_books import L, Tree, is_signed
from theriac.core.seal.tree import leaf_hash, root_of

RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701"
        "cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d"
        "0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f7609"
        "84dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563f4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "",
        "",
    ),
]
"""RFC 8032, section 7.1: tests 1 to 3, and a key that is too short."""


@pytest.mark.rows("AUD-10")
@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032[:3])
def test_the_vectors_of_rfc_8032_verify(public: str, message: str, signature: str) -> None:
    parts = [bytes.fromhex(part) for part in (public, message, signature)]
    assert is_signed(*parts)
    assert not is_signed(parts[0], parts[1] + b"x", parts[2])
    for place in (0, 31, 32, 63):
        altered = bytearray(parts[2])
        altered[place] ^= 1
        assert not is_signed(parts[0], parts[1], bytes(altered))


def test_it_agrees_with_the_library_on_keys_of_chance(rng: object) -> None:
    for number in range(8):
        key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        public, message = key.public_key().public_bytes_raw(), b"head %d" % number
        signature = key.sign(message)
        assert is_signed(public, message, signature)
        # The other signature with the same meaning: RFC 8032 wants s below L.
        s = int.from_bytes(signature[32:], "little") + L
        assert not is_signed(public, message, signature[:32] + s.to_bytes(32, "little"))


@pytest.mark.parametrize(
    "public",
    [b"", b"x" * 31, b"\xff" * 32, (2**255 - 18).to_bytes(32, "little"), b"\x02" + bytes(31)],
)
def test_a_key_that_is_no_point_signs_nothing(public: bytes) -> None:
    assert not is_signed(public, b"", bytes(64))


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 9, 100])
def test_its_tree_is_ours(size: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    assert tree.root() == root_of(leaves)
    assert Tree(size, b"".join(tree.peaks)).root() == root_of(leaves)


@pytest.mark.rows("AUD-10")
def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(VERIFIER.read_text("utf-8"))
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert {str(name).partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "isn't there"), (b"not a zip", "there is no head"), (b"", "there is no head")],
)
def test_what_is_no_export_is_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "export.zip"
    if content is not None:
        path.write_bytes(content)
    code, words = run_verifier(path)
    assert code == 2
    assert words.startswith("It can't be checked: ")
    assert said in words


def test_an_empty_zip_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w"):
        pass
    assert run_verifier(tmp_path / "export.zip")[0] == 2
