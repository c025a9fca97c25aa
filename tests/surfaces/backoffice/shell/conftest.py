from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches, path

from tests.support.backoffice import be_signed_in
from tests.support.shop import PASSWORD, Shop
from tests.support.staff import handle_of
from theriac.surfaces.backoffice import urls
from theriac.surfaces.backoffice.shell import gallery

ADDRESSES = {
    "_components/": gallery.Gallery,
    "_components/list/": gallery.GalleryList,
    "_components/form/": gallery.GalleryForm,
    "_components/work/<int:done>/": gallery.GalleryWork,
}
NAMES = ("gallery", "gallery_list", "gallery_form", "gallery_work")


@pytest.fixture
def gallery_pages() -> Iterator[None]:
    """The gallery's addresses, which stand only where DEBUG is on."""
    added = [
        path(address, screen.as_view(), name=name)
        for (address, screen), name in zip(ADDRESSES.items(), NAMES, strict=True)
    ]
    urls.urlpatterns[:0] = added
    clear_url_caches()
    yield
    del urls.urlpatterns[: len(added)]
    clear_url_caches()


@pytest.fixture
def client(shop: Shop, gallery_pages: None) -> Client:
    """The owner's browser, without scripts."""
    browser = Client()
    assert browser.login(username=handle_of("owner"), password=PASSWORD)
    return browser


@pytest.fixture
def signed_in(shop: Shop, gallery_pages: None, new_page: Callable[..., Any]) -> Callable[..., Any]:
    """Opens a real page with the owner signed in."""

    def open_page(address: str, **options: Any) -> Any:
        page = new_page(**options)
        be_signed_in(page)
        page.goto(address)
        return page

    return open_page
