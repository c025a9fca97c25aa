"""CI runs exactly what a person runs."""

import os
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from tests.architecture.source import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"
TEST_SERVER = re.compile(r"^#THERIAC_TEST_(\w+)_URL=\S+127\.0\.0\.1:(\d+)", re.MULTILINE)
ACTION = re.compile(r"^[\w.-]+/[\w./-]+@[\w.-]+$")


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    return yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))


def runs_of(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


@pytest.mark.rows("OPS-18")
def test_the_workflow_is_well_formed(workflow: dict[Any, Any]) -> None:
    # YAML 1.1 reads the key ``on`` as true.
    assert set(workflow) == {"name", True, "permissions", "concurrency", "jobs"}
    assert set(workflow[True]) == {"push", "pull_request", "schedule"}
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert {"runs-on", "timeout-minutes", "steps"} <= set(job)
        for step in job["steps"]:
            assert len({"uses", "run"} & set(step)) == 1
            assert "uses" not in step or ACTION.match(step["uses"])


@pytest.mark.rows("OPS-18")
def test_the_workflow_runs_the_tests_that_a_person_runs(workflow: dict[Any, Any]) -> None:
    linux = runs_of(workflow["jobs"]["linux"])
    assert linux[-2:] == ["./theriac check --no-tests", "./theriac test --changed"]
    assert workflow["jobs"]["linux"]["env"] == {
        "THERIAC_TEST_DATABASES": "sqlite,postgresql,mariadb"
    }
    assert runs_of(workflow["jobs"]["windows"])[-1].startswith(r".\theriac.cmd test")


@pytest.mark.rows("OPS-18")
def test_the_workflow_starts_every_server_that_the_tests_ask_for(workflow: dict[Any, Any]) -> None:
    """In CI a skip is a failure: a test without its server would fail there alone."""
    named = (ROOT / ".env.example").read_text(encoding="utf-8")
    wanted = dict(TEST_SERVER.findall(named))
    services = workflow["jobs"]["linux"]["services"]
    started = {name: one["ports"] for name, one in services.items()}
    assert started == {name.lower(): [f"{port}:{port}"] for name, port in wanted.items()}
    assert all("--health-cmd" in one["options"] for one in services.values())


@pytest.mark.rows("OPS-18")
def test_the_workflow_names_only_files_and_commands_there_are(workflow: dict[Any, Any]) -> None:
    for job in workflow["jobs"].values():
        for line in runs_of(job):
            program = line.removeprefix("sudo ").split()[0].replace("\\", "/")
            assert (ROOT / program).is_file(), program


@pytest.mark.rows("OPS-03", "OPS-18")
def test_the_proof_runs_check_and_test_on_three_databases() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "THERIAC_TEST_DATABASES:-sqlite,postgresql,mariadb" in script
    assert script.splitlines()[-2:] == [
        "./theriac check --no-tests",
        "./theriac test --changed",
    ]
    assert "export CI=true" in script


@pytest.mark.platforms("linux", "darwin")
@pytest.mark.parametrize(
    "script", ["theriac", "scripts/lock", "scripts/install-ci", ".ci/run"], ids=str
)
def test_the_shell_scripts_parse_and_may_run(script: str) -> None:
    path = ROOT / script
    shell = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("#!").split()
    program = shutil.which(shell[-1]) or shell[0]
    assert subprocess.run([program, "-n", path], check=False).returncode == 0
    assert os.access(path, os.X_OK)
