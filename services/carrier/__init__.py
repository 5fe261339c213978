"""How texts reach a phone network and come back. The only room that knows the carrier."""
