"""What readers load and what checkers say of it: `make weigh` and `make audit`.

The pages are judged as they are served: by nginx, with the configuration and headers of the project.
"""
