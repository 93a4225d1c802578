"""The command ends in words, not in a trace, when the database is not there."""

import os
import subprocess
import sys
from pathlib import Path


def test_a_database_that_does_not_answer_is_told_in_both_languages(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "ringfence", "run", "list"],
        env={
            **os.environ,
            "RINGFENCE_HOME": str(tmp_path),
            "RINGFENCE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "DATABASE_GONE" in ended.stderr
    assert "数据库没有响应" in ended.stderr
    assert "Traceback" not in ended.stderr
