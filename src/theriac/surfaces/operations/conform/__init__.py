"""Conformance files run through the very code that the product uses.

A file of the form in ``contracts/vectors`` is known by its name; ``answers`` tells which code
answers which file. A file that no code answers yet is said to be so, and fails.
"""

from theriac.surfaces.operations.conform.verdicts import run_files

__all__ = ["run_files"]
