"""Which sentences and words belong to which language? A language is one module here, and no code elsewhere."""
