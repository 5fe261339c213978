"""Where is everything kept, and who may commit?"""
