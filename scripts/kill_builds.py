"""Kills a build at a hundred random moments: after each the old site stands, or the new one, and never a part of one.

`python scripts/kill_builds.py [MOMENTS]`; the suite does it at ten (tests/generator/test_whole.py).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the suite's test with as many moments as asked for; its exit code."""
    moments = sys.argv[1] if len(sys.argv) > 1 else "100"
    test = "tests/generator/test_whole.py::test_killed_at_any_moment_a_build_leaves_a_whole_site"
    command = [sys.executable, "-m", "pytest", "-q", test]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "MOMENTS": moments}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
