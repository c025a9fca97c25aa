"""audit_merkle: the tree of the seal."""

from __future__ import annotations

from theriac.core.seal.tree import inclusion_proof, leaf_hash, root_by_inclusion, root_of
from theriac.surfaces.operations.conform.case import Case, CaseAnswer


def merkle(case: Case) -> CaseAnswer:
    """The root over leaves; with an index also that leaf's audit path, and where it leads."""
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in case["leaves_hex"]]
    root = root_of(leaves).hex()
    if "index" not in case:
        return CaseAnswer(case["root"], root)
    path = inclusion_proof(case["index"], leaves)
    led = root_by_inclusion(case["index"], len(leaves), leaves[case["index"]], path)
    return CaseAnswer(
        [case["root"], case["root"], case["audit_path"]],
        [root, led.hex() if led else None, [node.hex() for node in path]],
    )
