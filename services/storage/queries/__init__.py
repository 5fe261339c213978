"""The queries that the journey runs, by subject, each with a sentence that says what it answers.

Code that acts calls these by name. A function of the journey that only queries may stay where it is read.
"""
