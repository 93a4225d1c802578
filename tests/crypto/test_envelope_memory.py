"""Sealing and opening take no more memory for a large file than for a small one."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FILE_BYTES = 200 << 20
MOST_GROWTH_KIB = 32 << 10

PROGRAM = """
import resource, sys
from pathlib import Path
from ringfence.crypto.domain import Suite
from ringfence.crypto.envelope_read import open_file
from ringfence.crypto.envelope_write import seal_file
from ringfence.crypto.key import key_generate

folder = Path(sys.argv[1])
key = key_generate(Suite.INTERNATIONAL)

def round_trip(source):
    seal_file(source, folder / "sealed", suite=Suite.INTERNATIONAL, signing_key=key,
        recipient_public=key.public, file_name="sample.bin")
    open_file(folder / "sealed", folder / "opened", recipient_lookup={key.public.key_id: key}.get,
        sender_lookup={key.public.key_id: key.public}.get)

def peak_kib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

round_trip(folder / "small")
before = peak_kib()
round_trip(folder / "large")
print(peak_kib() - before)
"""


def test_memory_stays_flat_for_a_large_file() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "small").write_bytes(bytes(4 << 20))
        with (folder / "large").open("wb") as large:
            large.truncate(FILE_BYTES)
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, folder], check=True, capture_output=True, text=True
        )
        assert (folder / "opened").stat().st_size == FILE_BYTES
    assert int(run.stdout) < MOST_GROWTH_KIB
