"""Everything that is shown: computed here, and never stored."""
