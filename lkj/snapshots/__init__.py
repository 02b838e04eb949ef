"""What an office tells of itself to those who compare: two tables, and counts over many."""
