"""The requests that doors accept and the responses they give. Shapes only: no table is made here."""
