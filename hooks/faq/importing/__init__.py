"""A FAQ that exists becomes a project of ours: what `faq import` reads, and what it makes of it.

Each reader gives one page of Markdown in which every question is a heading: `from_html`, `from_text`, and
`from_markdown` for questions that are no headings yet.  `outline` parts it into questions and sections,
`from_folder` makes the same of a file a question, and `making` makes a project of it.  Nothing here reads or
writes files.
"""
