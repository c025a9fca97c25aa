"""A second person's approval, which any command can demand.

An action that needs one is declared in code (``actions.py``). An approval names who asked, who
approved, by what they were known, and why; it is bound to the hash of exactly what was approved,
holds for minutes, and is used once. Rows are only ever added. Where the country allows it, an owner
lets somebody who works alone confirm again instead (``SingleHandedRule``); a legal witness is never
waived.
"""
