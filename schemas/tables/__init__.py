"""What is stored? One question a file; every table is made here and nowhere else."""
