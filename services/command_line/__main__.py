"""`python -m services.command_line` is `amble`."""

from services.command_line.entry import run

run()
