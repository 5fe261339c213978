"""`python -m services.command_line` is `amble`."""

from services.command_line.alive import run

run()
