"""Everything around the program: migrations, images, decisions, and stand-ins for one machine."""
