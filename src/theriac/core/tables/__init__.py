"""Tables that people bring in and take out: CSV and XLSX, read row by row in flat memory.

A file is bounded before and while it is read: bytes, rows, columns, letters a cell. What can't
be read is a ``TableRefused`` whose sentence says what to do; nothing here knows what a column
means.
"""
