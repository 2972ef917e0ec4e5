"""Settings: read late, checked, and told in a plain sentence when they are wrong."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bot import settings
from bot.settings import SettingsError, load_settings

SECRET = "x" * 32


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No setting of the machine, and a state folder of our own that does not exist yet."""
    for name in [name for name in os.environ if name.upper().startswith("WEGWIJZER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(settings, "STATE", tmp_path / "state")
    return tmp_path / "state"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> object:
    """Settings by their name without WEGWIJZER_, loaded."""

    def load(**values: str) -> settings.Settings:
        for name, value in values.items():
            monkeypatch.setenv(f"WEGWIJZER_{name.upper()}", value)
        return load_settings()

    return load


def test_without_any_setting_the_defaults_are_safe(given) -> None:
    found = given()
    assert found.environment == "development"
    assert found.database_url.startswith("sqlite:///")
    assert (found.rate_limit, found.retention_days, found.allowed_origins) == ("30/minute", 30, ())


def test_settings_are_read_when_they_are_asked_for(given) -> None:
    assert given(retention_days="7").retention_days == 7
    assert given(retention_days="8").retention_days == 8


def test_origins_are_written_with_commas(given) -> None:
    found = given(allowed_origins="https://a.be, https://b.be:8443,")
    assert found.allowed_origins == ("https://a.be", "https://b.be:8443")


def test_changes_to_rasa_are_all_made_or_none_or_those_that_are_named(given) -> None:
    assert given(acceleration="all").acceleration == settings.ACCELERATIONS
    assert given(acceleration="none").acceleration == ()
    assert given(acceleration="runner, events").acceleration == ("runner", "events")


def test_the_older_name_of_postgresql_is_understood(given) -> None:
    assert given(database_url="postgres://a:b@db/x").database_url == "postgresql://a:b@db/x"


def test_the_limit_may_be_off_for_load_tests(given) -> None:
    assert given(rate_limit="OFF").rate_limit == "off"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("environment", "test"),
        ("database_url", "mysql://a@b/c"),
        ("database_url", ""),
        ("redis_url", "localhost:6379"),
        ("rate_limit", "veel"),
        ("rate_limit", "30"),
        ("allowed_origins", "www.voorbeeld.be"),
        ("allowed_origins", "https://a.be/"),
        ("allowed_origins", "*"),
        ("trusted_proxies", "-1"),
        ("trusted_proxies", "6"),
        ("retention_days", "0"),
        ("retention_days", "366"),
        ("retention_days", "een maand"),
        ("answer_timeout", "0"),
        ("acceleration", "sneller"),
        ("acceleration", "runner,none"),
    ],
)
def test_a_wrong_setting_is_named_as_it_was_written(given, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"WEGWIJZER_{name.upper()}: "):
        given(**{name: value})


def test_all_wrong_settings_are_told_at_once(given) -> None:
    with pytest.raises(SettingsError) as caught:
        given(retention_days="0", redis_url="x")
    assert "WEGWIJZER_RETENTION_DAYS" in str(caught.value)
    assert "WEGWIJZER_REDIS_URL" in str(caught.value)


def test_production_needs_a_secret_of_its_own(given) -> None:
    with pytest.raises(SettingsError, match=r"WEGWIJZER_SECRET_KEY: .*at least 32"):
        given(environment="production")
    with pytest.raises(SettingsError, match="WEGWIJZER_SECRET_KEY"):
        given(environment="production", secret_key=SECRET[:-1])
    assert given(environment="production", secret_key=SECRET).signing_key() == SECRET


def test_production_refuses_to_run_without_a_limit(given) -> None:
    with pytest.raises(SettingsError, match="WEGWIJZER_RATE_LIMIT: 'off' is for load tests only"):
        given(environment="production", secret_key=SECRET, rate_limit="off")


def test_the_key_of_development_is_made_once_and_only_ours_to_read(given, state: Path) -> None:
    key = given().signing_key()
    assert len(key) >= 32
    assert given().signing_key() == key
    assert stat.S_IMODE((state / "secret_key").stat().st_mode) == 0o600


def test_every_installation_has_another_key(given, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = given().signing_key()
    monkeypatch.setattr(settings, "STATE", tmp_path / "elsewhere")
    assert given().signing_key() != first


def test_an_empty_key_file_is_filled(given, state: Path) -> None:
    state.mkdir()
    (state / "secret_key").touch()
    assert len(given().signing_key()) >= 32


def test_no_key_is_made_where_one_is_given(given, state: Path) -> None:
    assert given(secret_key=SECRET).signing_key() == SECRET
    assert not state.exists()


def test_a_guessable_key_is_refused_everywhere(given) -> None:
    with pytest.raises(SettingsError, match="WEGWIJZER_SECRET_KEY"):
        given(secret_key="kort")


def test_feeds_of_events_are_written_with_commas(given) -> None:
    feeds = "https://a.be/agenda.ics, http://b.be/x?y=1"
    assert given(event_feeds=feeds).event_feeds == ("https://a.be/agenda.ics", "http://b.be/x?y=1")
    assert given(event_feeds="").event_feeds == ()


def test_a_feed_that_is_no_web_address_is_refused(given) -> None:
    with pytest.raises(SettingsError, match="WEGWIJZER_EVENT_FEEDS"):
        given(event_feeds="/etc/passwd")
