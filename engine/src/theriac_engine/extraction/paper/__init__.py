"""From a page to tables: words and rules, lines, the row of headings, columns, rows.

The same for a PDF with text and for a scan; only what ends a run of words differs.
"""
