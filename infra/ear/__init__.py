"""Trains the second ear: phrases and frames become a corpus, and the corpus one file of weights."""
