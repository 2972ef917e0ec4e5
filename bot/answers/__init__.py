"""Answers: the texts of data/faq joined to their facts, sources and dates."""
