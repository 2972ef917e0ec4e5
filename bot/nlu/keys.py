"""Names under which the components leave their results on a Rasa message."""

NORMALIZED_TEXT = "text_normalized"
"""The message as the classifier reads it; offsets of entities refer to the original text."""

ENCODER = "sentence_encoder"
"""A function text -> vector on the message, so that only an unsure classifier pays for it."""

GATE = "gate"
"""The gate's decision: ``{"status": …, "candidates": [{"label": …, "confidence": …}]}``."""

LABEL_RANKING = "label_ranking"
"""All-label ranking of the flat classifier: ``[{"name": label, "confidence": p}, …]``."""

LANGUAGE = "language"
"""The identified language: ``{"code": ISO 639-1, "confidence": p}``; absent for very short messages."""

DUTCH = "nl"

LAST_TOPIC = "last_topic"
"""Key in a message's metadata: label of the answer that was given last, for messages that lean on it."""
