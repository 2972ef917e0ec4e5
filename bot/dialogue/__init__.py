"""Conversations: their storage, privacy and the small helpers that the dialogue needs."""
