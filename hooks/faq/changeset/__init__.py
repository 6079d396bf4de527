"""What a change means for readers: two states of a project side by side, as a summary tells them."""
