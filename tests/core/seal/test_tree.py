"""The Merkle tree: shape, growth, and that a leaf is in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.core.seal.tree import (
    EMPTY,
    Edge,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_by_inclusion,
    root_of,
)

LEAVES = [leaf_hash(bytes([number])) for number in range(70)]
sizes = st.integers(1, len(LEAVES))


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node_hash(root_by_definition(leaves[:middle]), root_by_definition(leaves[middle:]))


@pytest.mark.parametrize("size", [0, 1, 2, 3, 5, 8, 31, 32, 33, 70])
def test_the_root_that_grows_is_the_defined_one(size: int) -> None:
    assert root_of(LEAVES[:size]) == root_by_definition(LEAVES[:size])


@given(first=sizes, more=sizes)
def test_an_edge_that_was_written_down_grows_on(first: int, more: int) -> None:
    edge = Edge()
    for leaf in LEAVES[:first]:
        edge.append(leaf)
    again = Edge.of_text(first, edge.text())
    for leaf in LEAVES[:more]:
        again.append(leaf)
    assert again.root() == root_of([*LEAVES[:first], *LEAVES[:more]])


def test_an_edge_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="3 leaves has 2 hashes"):
        Edge.of_text(3, "00" * 32)


@given(size=sizes, data=st.data())
def test_a_leaf_is_proven_to_be_in_the_tree(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = LEAVES[:size]
    proof = inclusion_proof(index, leaves)
    assert root_by_inclusion(index, size, leaves[index], proof) == root_of(leaves)
    other = leaf_hash(b"another")
    assert root_by_inclusion(index, size, other, proof) != root_of(leaves)
    assert root_by_inclusion(index, size, leaves[index], [*proof, other]) is None
    assert root_by_inclusion(size, size, leaves[index], proof) is None


def test_proofs_of_what_isnt_there_are_refused() -> None:
    with pytest.raises(IndexError):
        inclusion_proof(3, LEAVES[:3])
