"""How a person calls this program, in sentences that tell what to type: it works in a fresh clone, from the
handbook's folder, inside the environment of Python and outside."""

from __future__ import annotations

import os

PROGRAM = ("py" if os.name == "nt" else "python3") + " scripts/handbook"
