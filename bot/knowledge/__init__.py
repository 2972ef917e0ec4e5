"""The fact base: load, validate, search. Knows nothing of Rasa."""
