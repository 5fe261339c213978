"""Which texts does a plan become, and when are they due?"""
