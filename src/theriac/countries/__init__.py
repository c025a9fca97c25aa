"""What the law and custom of a country fix: tax, numbers, identifiers, classes, receipts.

Pure functions over dated rows: no ORM, no clock, no input or output. Domains ask
``registry.profile_for(code)``; adding a country touches only its own folder and the registry.
Countries import only core.
"""
