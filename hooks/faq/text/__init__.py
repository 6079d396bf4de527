"""What writers wrote, read: pages, front matter, the phrases that cite a question, Markdown."""
