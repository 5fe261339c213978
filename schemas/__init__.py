"""The shape of everything that Amble speaks of, stores or sends. No behaviour lives here."""
