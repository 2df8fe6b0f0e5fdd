"""``luodi site`` on a database that was not prepared."""

from __future__ import annotations

import os
import subprocess
import sys


def test_it_refuses_to_run_before_the_database_is_prepared(tmp_path):
    """One sentence that says what to do, not a traceback."""
    settings = {**os.environ, "LUODI_VAR": str(tmp_path)}
    settings.pop("LUODI_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "luodi", "site", "run", "--port", "1"],
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "请先运行 luodi site prepare" in done.stderr
    assert "Traceback" not in done.stderr
