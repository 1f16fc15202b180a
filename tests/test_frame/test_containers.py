"""compose.yaml and the Containerfile, as far as they can be checked where no engine is."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml
from typer.main import get_command

from api.cli.main import app
from api.secret_files import with_files
from domain.refusal import Refused
from tests.api.serving import PINGZHAN, environment
from tests.services.process import free_port, launch, stop

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "pingzhan"]
SOURCES = "".join(f.read_text(encoding="utf-8") for f in (ROOT / "api").rglob("*.py"))


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_closed_in_and_says_whether_it_is_well(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert str(service["user"]).split(":")[0] not in ("", "0", "root")
    assert service["healthcheck"]["test"][0] == "CMD"
    assert {"interval", "timeout", "retries"} <= set(service["healthcheck"])
    assert re.fullmatch(r"pingzhan|[a-z]+:[0-9]+", service["image"])
    assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"])
    for volume in service.get("volumes", []):
        assert volume.split(":")[0] in COMPOSE["volumes"]
    for other, how in service.get("depends_on", {}).items():
        assert (other in SERVICES, how) == (True, {"condition": "service_healthy"})


@pytest.mark.parametrize("name", OURS)
def test_its_command_and_its_settings_exist(name: str) -> None:
    service = SERVICES[name]
    command, *words = service["command"]
    get_command(app).commands[command].make_context(command, list(words))  # type: ignore[attr-defined]
    for setting, said in service["environment"].items():
        assert f'"{setting.removesuffix("_FILE")}"' in SOURCES
        if setting.endswith("_FILE"):
            assert said.removeprefix("/run/secrets/") in service["secrets"]


def test_the_image_is_built_from_the_lock_and_runs_as_nobody() -> None:
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM")]
    assert bases == ["python:3.13-slim"] * 2
    assert any("--require-hashes -r locks/run.txt" in line for line in lines)
    assert "USER 10001:10001" in lines
    (entry,) = (line for line in lines if line.startswith("ENTRYPOINT"))
    assert entry == 'ENTRYPOINT ["pingzhan"]'
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", "secrets"} <= set(ignored)


def test_a_setting_stands_in_a_file_or_in_the_environment(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("hush\n")
    told = {"PINGZHAN_ADMIN_TOKEN_FILE": str(tmp_path / "token"), "PATH": "/bin"}
    assert with_files(told)["PINGZHAN_ADMIN_TOKEN"] == "hush"
    with pytest.raises(Refused, match="setting_twice"):
        with_files(told | {"PINGZHAN_ADMIN_TOKEN": "other"})
    with pytest.raises(Refused, match="setting_file_unreadable"):
        with_files({"PINGZHAN_STORE_FILE": str(tmp_path / "missing")})


def test_the_same_processes_run_by_hand(postgres_url: str, redis_url: str, tmp_path: Path) -> None:
    secrets = {"store": postgres_url, "admin_token": "hush", "metrics_token": "hush too"}
    for name, said in secrets.items():
        (tmp_path / name).write_text(f"{said}\n")
    begun = {name: _begin(name, redis_url, tmp_path) for name in OURS}
    try:
        for name, (address, process) in begun.items():
            _wait_for(address, process, tmp_path / f"{name}.log")
        (server, _), (work, _) = begun["server"], begun["work"]
        shown = {"Authorization": "Bearer hush"}
        listed = httpx2.get(f"{server}/api/v1/communities", headers=shown, trust_env=False)
        assert listed.json()["items"] == []
        ready = httpx2.get(f"{work}/readyz", trust_env=False)
        assert ready.json()["status"] in ("ok", "degraded")
    finally:
        for _, process in begun.values():
            process.send_signal(signal.SIGTERM)
        for _, process in begun.values():
            stop(process)


def _begin(name: str, redis_url: str, secrets: Path) -> tuple[str, subprocess.Popen[bytes]]:
    """A service of the file, with two workers and a port that is free."""
    service, port = SERVICES[name], free_port()
    words = [
        {"0.0.0.0": "127.0.0.1", "8000": str(port), "4": "2"}.get(word, word)
        for word in service["command"]
    ]
    told = {
        setting: said.replace("/run/secrets", str(secrets))
        for setting, said in service["environment"].items()
        if not said.startswith("$")
    }
    clean = {k: v for k, v in environment().items() if not k.startswith("PINGZHAN_")}
    process = launch(
        [*PINGZHAN, *words],
        log=secrets / f"{name}.log",
        environment=clean | told | {"PINGZHAN_REDIS": redis_url},
        cwd=ROOT,
    )
    return f"http://127.0.0.1:{port}", process


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until it is fit to serve."""
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(httpx2.HTTPError):
            if httpx2.get(f"{address}/readyz", trust_env=False).status_code == 200:
                return
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8")[-2000:])
