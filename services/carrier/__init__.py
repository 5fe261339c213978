"""The phone network behind one interface: the only room that knows the carrier."""
