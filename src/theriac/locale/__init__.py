"""Catalogues of words: English stands in the code, Bahasa Indonesia in ``id/<part>.po``.

A part is a domain or surface (``stock.po``, ``backoffice.po``), so that people who work on
different parts don't edit one file. All parts of a language compile into the one ``django.mo``
that Django reads; it is committed, and a test holds it to its sources. Nothing here needs
gettext's programs:

    python -m theriac.locale extract    add new sentences, mark what is no longer used
    python -m theriac.locale missing    name every sentence without a translation
    python -m theriac.locale compile    write the .mo files
"""
