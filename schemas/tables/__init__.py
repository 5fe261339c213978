"""Everything that is stored, one subject a file; every table is made here and nowhere else."""
