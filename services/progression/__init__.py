"""What is the plan of the next day, and why? Pure: no clock, no disk, no network, no framework."""
