"""Sums in words: rupees with lakh and crore, rupiah in Bahasa Indonesia."""

from __future__ import annotations

from theriac.core.money import CURRENCIES, Money

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "– – twenty thirty forty fifty sixty seventy eighty ninety".split()
_INDIAN = ((10_000_000, "crore"), (100_000, "lakh"), (1_000, "thousand"), (100, "hundred"))
_WESTERN = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), *_INDIAN[2:])
_ANGKA = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_RIBUAN = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1_000, "ribu"))


def rupees_in_words(total: Money, _language: str) -> str:
    """Rupees one lakh twenty-five thousand and fifty paise only; English in every language."""
    whole, paise = divmod(abs(total.amount), 10 ** CURRENCIES[total.currency].exponent)
    words = f"Rupees {_english(whole, indian=True)}"
    if paise:
        words += f" and {_english(paise, indian=True)} paise"
    return f"{words} only"


def rupiah_in_words(total: Money, language: str) -> str:
    """Seratus dua puluh lima ribu rupiah, or the same in English."""
    if language == "id":
        words = f"{_indonesian(abs(total.amount))} rupiah"
    else:
        words = f"{_english(abs(total.amount), indian=False)} rupiah"
    return words[0].upper() + words[1:]


def _english(number: int, *, indian: bool) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    for size, name in _INDIAN if indian else _WESTERN:
        if number >= size:
            many, rest = divmod(number, size)
            words = f"{_english(many, indian=indian)} {name}"
            return f"{words} {_english(rest, indian=indian)}" if rest else words
    raise AssertionError(number)


def _indonesian(number: int) -> str:
    if number < 12:
        return _ANGKA[number]
    if number < 20:
        return f"{_ANGKA[number - 10]} belas"
    for size, name in _RIBUAN:
        if number >= size:
            many, rest = divmod(number, size)
            words = "seribu" if (many, size) == (1, 1_000) else f"{_indonesian(many)} {name}"
            return f"{words} {_indonesian(rest)}" if rest else words
    return _hundreds(number)


def _hundreds(number: int) -> str:
    size, name = (100, "ratus") if number >= 100 else (10, "puluh")
    many, rest = divmod(number, size)
    words = "seratus" if (many, size) == (1, 100) else f"{_ANGKA[many]} {name}"
    return f"{words} {_indonesian(rest)}" if rest else words
