"""Every SQL text of the journey, by name, with a sentence that says what it answers."""
