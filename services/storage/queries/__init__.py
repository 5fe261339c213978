"""The questions that the journey asks of the tables, by subject, each with a sentence.

Whoever acts asks here by name. A function of the journey that does nothing but ask may stand where it is read.
"""
