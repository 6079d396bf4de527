"""`python -m faq.cli`: the command line where no script `faq` is installed."""

import sys

from faq.cli import main

sys.exit(main())
