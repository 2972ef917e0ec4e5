"""The catalogue: social-economy enterprises, what they do, where they are, and events.

Pure SQL and dataclasses; knows nothing of Rasa or HTTP.
"""
