"""Guided conversations: their content and their pure rules. Knows nothing of Rasa."""
