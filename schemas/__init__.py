"""What shape has each thing that Amble speaks of, stores or sends? No behaviour lives here."""
