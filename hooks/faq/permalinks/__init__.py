"""Old addresses: what a tree holds, what was declared of it, and what becomes of the rest."""
