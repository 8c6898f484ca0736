"""What other tests make up at random, and lay out, is mended here."""

import sys
from pathlib import Path

_TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_TESTS / name) for name in ("reference", "checks", "syntax")]
