"""The rule: the next day's plan and its reason. No clock, no disk, no network, no framework."""
