"""The only reader of the environment: all settings of the product, read late and checked."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Literal

from pydantic import BaseSettings, Field, ValidationError, validator

from bot.paths import STATE

MIN_SECRET_LENGTH = 32
ACCELERATIONS = ("tensorflow", "validator", "runner", "events", "reading", "archive")
"""The changes that bot/rasa_acceleration.py explains."""


class SettingsError(ValueError):
    """A setting is missing or wrong; the message says which one and what to set."""


class Settings(BaseSettings):
    """Settings from the environment variables ``WEGWIJZER_…``; the table in README.md explains each."""

    environment: Literal["development", "production"] = "development"
    database_url: str = f"sqlite:///{STATE / 'wegwijzer.db'}"
    redis_url: str = ""
    rate_limit: str = "30/minute"
    secret_key: str = ""
    allowed_origins: tuple[str, ...] = ()
    event_feeds: tuple[str, ...] = ()
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    retention_days: int = Field(default=30, ge=1, le=365)
    answer_timeout: float = Field(default=20.0, gt=0, le=120)
    off_switch: Path = STATE / "off"
    acceleration: tuple[str, ...] = ACCELERATIONS

    class Config:
        env_prefix = "WEGWIJZER_"
        case_sensitive = False

        @classmethod
        def parse_env_var(cls, field_name: str, raw_val: str) -> object:
            """Lists are written with commas: ``https://a.be,https://b.be``."""
            if field_name in ("allowed_origins", "event_feeds", "acceleration"):
                return tuple(part.strip() for part in raw_val.split(",") if part.strip())
            return raw_val

    @validator("database_url")
    def _known_database(cls, value: str) -> str:
        if value.startswith("postgres://"):
            value = value.replace("postgres://", "postgresql://", 1)
        if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg2://")):
            raise ValueError("use sqlite:///path/to/file.db or postgresql://user:password@host/name")
        return value

    @validator("redis_url")
    def _known_redis(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://")):
            raise ValueError("use redis://host:6379/0, or leave it empty")
        return value

    @validator("rate_limit")
    def _known_rate(cls, value: str) -> str:
        from limits import parse

        if value.lower() == "off":
            return "off"
        parse(value)
        return value

    @validator("allowed_origins", each_item=True)
    def _origin(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or value.endswith("/"):
            raise ValueError("write each origin as https://www.example.be, without a path")
        return value

    @validator("acceleration")
    def _known_accelerations(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if value in (("all",), ("none",)):
            return ACCELERATIONS if value == ("all",) else ()
        if not set(value) <= set(ACCELERATIONS):
            raise ValueError(f"use all, none, or names with commas: {','.join(ACCELERATIONS)}")
        return value

    @validator("event_feeds", each_item=True)
    def _feed(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("write each feed as https://www.example.be/agenda.ics, with commas between them")
        return value

    @validator("rate_limit")
    def _limited_in_production(cls, value: str, values: dict[str, object]) -> str:
        if value == "off" and values.get("environment") == "production":
            raise ValueError("'off' is for load tests only and is refused in production; use 30/minute")
        return value

    @validator("secret_key", always=True)
    def _secret(cls, value: str, values: dict[str, object]) -> str:
        needed = bool(value) or values.get("environment") == "production"
        if needed and len(value) < MIN_SECRET_LENGTH:
            raise ValueError(f"set a random text of at least {MIN_SECRET_LENGTH} characters")
        return value

    def signing_key(self) -> str:
        """The key that signs conversation tokens; in development one is made and kept beside the database."""
        return self.secret_key or _development_key(STATE / "secret_key")


def load_settings() -> Settings:
    """Read the settings from the environment now.

    Raises:
        SettingsError: a plain sentence per wrong setting.
    """
    try:
        return Settings()
    except ValidationError as error:
        problems = [f"WEGWIJZER_{str(item['loc'][0]).upper()}: {item['msg']}" for item in error.errors()]
        raise SettingsError("Wrong setting. " + "; ".join(problems)) from error


def _development_key(path: Path) -> str:
    if not path.exists() or not path.stat().st_size:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
