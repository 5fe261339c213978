"""What keeps the program well: what is due or overdue, numbers, repair, restore, and what is kept or forgotten."""
