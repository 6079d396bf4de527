"""What `faq` does, a file a family of commands: the shell around the pure rooms."""
