"""Addresses of the books."""

from django.urls import path

from theriac.surfaces.backoffice.books.account import AccountScreen
from theriac.surfaces.backoffice.books.balances import TrialBalanceScreen
from theriac.surfaces.backoffice.books.close import CloseBooks
from theriac.surfaces.backoffice.books.first_numbers import FirstNumbers
from theriac.surfaces.backoffice.books.journal import JournalScreen
from theriac.surfaces.backoffice.books.opening_balances import OpeningBalancesScreen
from theriac.surfaces.backoffice.books.vouchers import NewVoucher, ReverseVoucher, VoucherPage

urlpatterns = [
    path("books/", TrialBalanceScreen.as_view(), name="books"),
    path("books/accounts/<slug:account>/", AccountScreen.as_view(), name="book_account"),
    path("books/journal/", JournalScreen.as_view(), name="journal"),
    path("books/money/", NewVoucher.as_view(), name="voucher_new"),
    path("books/money/<uuid:voucher_id>/", VoucherPage.as_view(), name="voucher"),
    path(
        "books/money/<uuid:voucher_id>/reverse/", ReverseVoucher.as_view(), name="voucher_reverse"
    ),
    path("books/opening/", OpeningBalancesScreen.as_view(), name="opening_balances"),
    path("books/numbers/", FirstNumbers.as_view(), name="first_numbers"),
    path("books/close/", CloseBooks.as_view(), name="close_books"),
]
