"""A demo as a list of steps, each with the question whether it is done already.

So it goes on where it was interrupted, whatever interrupted it.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

# Runs one `ringfence` command of these words and returns its exit code.
Command = Callable[[list[str]], int]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is about, whether it is done, and how it is done."""

    title: str
    is_done: Callable[[], bool]
    act: Callable[[], None]


class DemoStopped(Exception):
    """A command of the demo ended otherwise than planned."""


class Storyteller:
    """Runs steps and shows each command as a user would type it.

    `seconds` has the time of each step run, without that of the banks, which is `bank_seconds`.
    """

    def __init__(self, console: Console, command: Command) -> None:
        self.console = console
        self.command = command
        self.seconds: dict[str, float] = {}
        self.bank_seconds = 0.0

    def tell(self, steps: Sequence[Step]) -> None:
        """Run the steps that are not done, in order. A failing command stops the story."""
        for number, step in enumerate(steps, start=1):
            place = f"[{number}/{len(steps)}]"
            if step.is_done():
                self.console.print(f"[dim]{place} {step.title}：已完成 done before[/dim]")
                continue
            self.console.print(f"[bold]{place} {step.title}[/bold]")
            started, bank_seconds = time.monotonic(), self.bank_seconds
            step.act()
            of_banks = self.bank_seconds - bank_seconds
            self.seconds[step.title] = time.monotonic() - started - of_banks
            if not step.is_done():
                raise DemoStopped(step.title)

    def ringfence(self, *words: object) -> None:
        """Run one `ringfence` command in this process. Raises: DemoStopped."""
        argv = [str(word) for word in words]
        if self.shown(argv) != 0:
            raise DemoStopped(" ".join(argv))

    def shown(self, argv: list[str]) -> int:
        """Run one `ringfence` command after showing it, and return its exit code."""
        self.console.print(f"  [cyan]$ ringfence {' '.join(argv)}[/cyan]", soft_wrap=True)
        return self.command(argv)

    def bank(self, home: Path, verb: str, *words: object) -> None:
        """Run one command of a sandbox bank, a program of its own. Raises: DemoStopped."""
        argv = [verb, "--home", str(home), *(str(word) for word in words)]
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "sandbox.bank.cli", *argv],
            capture_output=True,
            text=True,
            check=False,
        )
        self.bank_seconds += time.monotonic() - started
        if done.returncode:
            raise DemoStopped(f"sandbox-bank {' '.join(argv)}\n{done.stderr}")
