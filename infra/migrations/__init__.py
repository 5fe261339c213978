"""How does the database come to have its shape?"""
