"""Each command's tests stand where its name says."""

from tests.architecture.source import ROOT, SOURCE, python_files, short, text_of


def test_every_command_has_its_mirror() -> None:
    commands = [
        path
        for path in python_files(SOURCE / "domains")
        if "commands" in path.parts and path.name != "__init__.py"
    ]
    mirrors = {
        path: ROOT / "tests" / path.relative_to(SOURCE).parent / f"test_{path.name}"
        for path in commands
        if any(line.startswith("@command") for line in text_of(path).splitlines())
    }
    assert [short(mirror) for mirror in mirrors.values() if not mirror.exists()] == []
