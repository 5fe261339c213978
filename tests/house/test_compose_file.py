"""Is docker-compose.yml safe as it stands? Passwords demanded, nothing written, servers that keep what they hold."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec.models import ComposeSpecification

ROOT = Path(__file__).resolve().parents[2]
OURS = ("migrate", "intake", "worker", "beat", "metrics", "carrier")


def settings_of(file: Path) -> dict[str, str]:
    """The lines of an env file."""
    lines = (line.partition("=") for line in file.read_text().splitlines() if line and not line.startswith("#"))
    return {name: value for name, _, value in lines}


def interpolated(text: str, settings: dict[str, str]) -> Any:
    """The file as Compose reads it with these settings. Raises KeyError for one that is demanded and absent."""

    def value(found: re.Match[str]) -> str:
        name, how, rest = found[1], found[2] or "", found[3] or ""
        if how == ":?" and not settings.get(name):
            raise KeyError(name)
        return settings.get(name) or (rest if how == ":-" else "")

    return yaml.safe_load(re.sub(r"\$\{(\w+)(:[?-])?([^}]*)\}", value, text).replace("$$", "$"))


@pytest.fixture
def file() -> Any:
    return interpolated((ROOT / "docker-compose.yml").read_text(), settings_of(ROOT / "infra" / "rehearsal.env"))


def test_it_follows_the_specification(file: Any) -> None:
    ComposeSpecification.model_validate(file)


PASSWORDS = ("POSTGRES_PASSWORD", "AMBLE_OWNER_PASSWORD", "AMBLE_PROGRAM_PASSWORD", "REDIS_PASSWORD")


@pytest.mark.parametrize("missing", PASSWORDS)
def test_without_its_passwords_nothing_starts(missing: str) -> None:
    settings = settings_of(ROOT / "infra" / "rehearsal.env") | {missing: ""}
    with pytest.raises(KeyError, match=missing):
        interpolated((ROOT / "docker-compose.yml").read_text(), settings)


def test_without_an_env_file_of_its_own_it_is_production() -> None:
    file = interpolated((ROOT / "docker-compose.yml").read_text(), dict.fromkeys(PASSWORDS, "x"))
    for name in ("intake", "worker", "beat"):
        assert file["services"][name]["environment"]["AMBLE_MODE"] == "production"
        assert file["services"][name]["env_file"] == ".env"
        assert file["services"][name]["build"]["target"] == "production"


def test_our_processes_write_nowhere_may_nothing_and_wait_for_the_migrations(file: Any) -> None:
    for name in OURS:
        service = file["services"][name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["mem_limit"]
        assert "latest" not in service["image"]
        if name not in ("migrate", "carrier"):
            assert service["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_only_the_migration_knows_how_the_owner_of_the_tables_logs_in(file: Any) -> None:
    for name in OURS:
        environment = file["services"][name]["environment"]
        assert ("DATABASE_OWNER_URL" in environment) == (name == "migrate")
        # The env file, which names both, is read for every service; an empty value takes them away again.
        assert environment["POSTGRES_PASSWORD"] == environment["AMBLE_OWNER_PASSWORD"] == ""
        assert "://amble:" in environment["DATABASE_URL"]
    assert "./infra/migrations/roles.sql:/amble/roles.sql:ro" in file["services"]["postgres"]["volumes"]


def test_secrets_may_lie_in_files_that_nothing_of_ours_may_write(file: Any) -> None:
    for name in OURS:
        assert "./infra/secrets:/run/secrets/amble:ro" in file["services"][name]["volumes"]
    assert "*" in (ROOT / "infra" / "secrets" / ".gitignore").read_text().splitlines()
    assert "infra/secrets" in (ROOT / ".dockerignore").read_text().splitlines()


def test_what_stands_in_for_the_world_starts_only_when_it_is_asked_for(file: Any) -> None:
    assert file["services"]["carrier"]["profiles"] == ["rehearsal"]
    published = [port for service in file["services"].values() for port in service.get("ports", [])]
    assert all(str(port).startswith("127.0.0.1:") for port in published)


def test_redis_wants_a_password_keeps_its_log_and_never_throws_away(file: Any) -> None:
    command = file["services"]["redis"]["command"][-1]
    for option in ("--requirepass", "--appendonly yes", "--maxmemory-policy noeviction"):
        assert option in command


def test_the_dockerfile_has_nothing_that_hadolint_finds() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, ROOT / "infra" / "Dockerfile"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
