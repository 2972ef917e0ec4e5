"""Understanding Dutch messages: Rasa graph components, in the order of config.yml."""
