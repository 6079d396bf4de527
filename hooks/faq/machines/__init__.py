"""What machines read of the site: Markdown copies, llms.txt, descriptions, Open Graph, breadcrumbs."""
