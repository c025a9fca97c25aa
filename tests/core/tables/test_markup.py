"""Parts of a workbook are read without their prefixes."""

from theriac.core.tables.markup import local


def test_a_prefix_is_left_out() -> None:
    assert [local(name) for name in ("x:row", "row", "a:b:c")] == ["row", "row", "c"]
