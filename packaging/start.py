"""Where the frozen program starts."""

import sys

from ojdesk.__main__ import main

sys.exit(main())
