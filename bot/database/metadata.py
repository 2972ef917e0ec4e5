"""All tables of the product: importing this module imports every model module, so migrations see them all."""

from __future__ import annotations

import bot.catalogue.models
import bot.dialogue.models
from bot.database.base import Base

metadata = Base.metadata
MODEL_MODULES = (bot.catalogue.models, bot.dialogue.models)

__all__ = ["MODEL_MODULES", "metadata"]
