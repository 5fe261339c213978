"""The door for operators: the `amble` command."""
