"""What leaves: texts that are due, what they say, and the last look before each."""
