"""What do the doors accept and answer? Shapes only: no table is made here."""
