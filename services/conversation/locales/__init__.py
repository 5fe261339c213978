"""What does each language say, and which of its words do we understand? Catalogues and word lists, no code."""
