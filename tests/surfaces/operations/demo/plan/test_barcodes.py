import pytest

from theriac.surfaces.operations.demo.plan.barcodes import BarcodeBook, check_digit, gtin14


@pytest.mark.parametrize(
    ("digits", "digit"),
    [("629104150021", "3"), ("400638133393", "1"), ("1001234567890", "2"), ("000000000000", "0")],
)
def test_check_digits_of_published_examples(digits: str, digit: str) -> None:
    assert check_digit(digits) == digit


def test_a_book_gives_each_number_once() -> None:
    book = BarcodeBook("29")
    codes = [book.gtin13() for _ in range(20_000)]
    assert len(set(codes)) == 20_000
    assert {(code[:2], len(code)) for code in codes} == {("29", 13)}


@pytest.mark.parametrize("prefix", ["89", "2", "30", "040"])
def test_only_the_shops_own_range_is_given_out(prefix: str) -> None:
    with pytest.raises(ValueError, match="20 to 29"):
        BarcodeBook(prefix)


def test_an_outer_pack_carries_its_level() -> None:
    assert gtin14("2000073687878", 2) == "22000073687872"
    with pytest.raises(ValueError, match="1 to 8"):
        gtin14("2000073687878", 9)
