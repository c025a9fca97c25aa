from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from theriac.integrations.lan.addresses import lan_addresses
from theriac.integrations.lan.authority import server_certificate


@pytest.fixture
def lan(settings: Any, tmp_path: Path) -> Path:
    """A server with --lan at 192.168.1.20; the folder of its keys."""
    settings.DATA_DIR = tmp_path
    settings.LAN = "8443:8080:192.168.1.20"
    server_certificate(tmp_path, lan_addresses("192.168.1.20"))
    return tmp_path
