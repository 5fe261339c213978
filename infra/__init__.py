"""What the program runs on: migrations, images, decisions, and stand-ins for one machine."""
