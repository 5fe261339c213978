"""What happens along the loop? One file for each arrow; each takes the session of its unit of work, and `now`."""
