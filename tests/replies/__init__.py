"""How well is what patients write read? Texts with two readings each, and the figures of any reader over them."""
