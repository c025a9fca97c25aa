"""Which legal classes leave a register, of every country: their codes never mean two registers."""

from __future__ import annotations

from theriac.countries.registry import PROFILES

REGISTERS: dict[str, str] = {
    one.code: one.register
    for profile in PROFILES.values()
    for one in profile.legal_classes
    if one.register
}
"""The register's code by the class's."""
ALL_REGISTERS = frozenset(REGISTERS.values())
