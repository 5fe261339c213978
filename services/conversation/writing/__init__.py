"""A plan in, a sentence out: texts, their size, and the rules of their words."""
