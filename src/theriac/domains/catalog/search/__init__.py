"""Search of the catalogue as people type, the same on every database and at the counter.

A product is found by the beginning of any of its words in any order: name, generic name,
substance, strength, form, manufacturer, barcode; in English, Indonesian and Indian spelling; and
by a misspelling when nothing is spelled so. The order is computed by the rules here and by nothing
of the database: ``queries/search.py`` is the door, ``docs/adr`` says why the index lives in memory,
and ``counter/domain/search.js`` holds the same rules.
"""
