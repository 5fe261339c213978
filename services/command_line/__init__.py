"""The door for operators: `amble`, a command for everything that is done by hand."""
