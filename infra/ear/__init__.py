"""How is the second ear made? Phrases and frames become a corpus, the corpus becomes one file of weights."""
