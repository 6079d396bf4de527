"""The project as a whole: its settings, pages, questions, numbers, and what a citation means."""
