"""Whatever decides what may be sold, paid, contacted or allowed: each change of it is kept.

A domain declares such tables (``decides``, in its ``sealed.py``). The database itself keeps a
``RowChange`` for each row that is added, changed or removed, by trigger, with the audit record of
the command that did it; the record's leaf holds it. ``verify`` compares: what was changed past
Theriac is named.
"""
