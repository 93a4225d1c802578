"""A real sshd on loopback for the tests, with keys, user and folders of its own."""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

SSHD = "/usr/sbin/sshd"
CONFIG = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized_keys
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
Subsystem sftp internal-sftp
"""


def require_sshd() -> None:
    """Skip where OpenSSH's server is not installed; fail where the whole must be shown."""
    if Path(SSHD).exists() and shutil.which("ssh-keygen"):
        return
    reason = f"{SSHD} is not installed (Debian: apt-get install openssh-server)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


class Sshd:
    """One sshd in a folder: started, killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.user = getpass.getuser()
        self.process: subprocess.Popen[bytes] | None = None
        self.user_key = folder / "user_key"
        self.known_hosts = folder / "known_hosts"
        for key in (folder / "host_key", self.user_key):
            make_key(key)
        shutil.copy(f"{self.user_key}.pub", folder / "authorized_keys")
        host_key = Path(f"{folder}/host_key.pub").read_text()
        self.known_hosts.write_text(f"[127.0.0.1]:{self.port} {host_key}")
        (folder / "sshd_config").write_text(CONFIG.format(port=self.port, folder=folder))

    def start(self) -> None:
        """Start it and wait until it answers."""
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        with (self.folder / "sshd.log").open("ab") as log:
            self.process = subprocess.Popen(
                [SSHD, "-D", "-e", "-f", str(self.folder / "sshd_config")], stderr=log
            )
        for _ in range(500):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        pytest.fail((self.folder / "sshd.log").read_text())

    def kill(self) -> None:
        """Kill it and its sessions at once, as a power cut would."""
        assert self.process is not None
        for pid in (*_descendants(self.process.pid), self.process.pid):
            with suppress(ProcessLookupError):  # a session may end in between
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


def make_key(path: Path) -> None:
    """Make an ed25519 key pair without a passphrase."""
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "sample", "-f", path], check=True
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _descendants(pid: int) -> list[int]:
    """Return the process ids below a process, the deepest first."""
    children = [
        int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _parent(stat) == pid
    ]
    return [below for child in children for below in (*_descendants(child), child)]


def _parent(stat: Path) -> int | None:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return None
