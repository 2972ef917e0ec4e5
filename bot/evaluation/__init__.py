"""Measures understanding on questions that were never trained on, and writes down what came of it."""
