"""What stands beside an answer: related questions, the day of its review, whom to ask, and what changed."""
