"""What does the program run on: migrations, images, decisions, and stand-ins for one machine."""
