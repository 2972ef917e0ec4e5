"""How fast the catalogue answers when it is far larger than today's."""
