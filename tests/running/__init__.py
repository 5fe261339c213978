"""Does it run as an operator runs it?"""
