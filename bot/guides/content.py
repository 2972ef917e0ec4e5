"""What the files of data/guides share: reading them with clear errors, and texts that rest on facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, Extra, ValidationError

from bot.files import read_yaml


class GuideError(ValueError):
    """A file of data/guides can't be used; the message (Dutch, for editors) says where and why."""


class GuidePart(BaseModel):
    """Base of what an editor writes: no unknown fields, never changed after reading."""

    class Config:
        extra = Extra.forbid
        frozen = True


@dataclass(frozen=True)
class Passage:
    """A text of a guide with the facts that it rests on; ``name`` is how an editor finds it back."""

    name: str
    text: str
    facts: tuple[str, ...]
    related: tuple[str, ...] = ()


Part = TypeVar("Part", bound=BaseModel)


def read_guide(path: Path, model: type[Part]) -> Part:
    """The content of ``path`` as ``model``; a list is read into a model with ``__root__``.

    Raises:
        GuideError: the file is no valid YAML or a field is wrong.
    """
    try:
        return model.parse_obj(read_yaml(path))
    except yaml.YAMLError as error:
        raise GuideError(f"{path.name}: geen geldige YAML ({' '.join(str(error).split())})") from error
    except ValidationError as error:
        details = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise GuideError(f"{path.name}: {details}") from error


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())
