"""The counter's modules in a real browser, for every folder of them."""

from tests.surfaces.counter.domain.conftest import module_page, run, secure_page

__all__ = ["module_page", "run", "secure_page"]
