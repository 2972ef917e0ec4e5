"""Where the project's own files stand, whatever the current folder is."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
FACTS = DATA / "facts"
FAQ = DATA / "faq"
CATALOGUE = DATA / "catalogue"
GUIDES = DATA / "guides"
STATE = ROOT / ".wegwijzer"
"""Everything that is made while running: database, secret key, generated endpoints, logs."""
