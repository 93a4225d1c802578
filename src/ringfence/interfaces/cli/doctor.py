"""`ringfence doctor`: what is wrong with an installation, and how to mend it."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict

from ringfence.installation.config import config
from ringfence.interfaces.checkup.database import database_findings
from ringfence.interfaces.checkup.finding import Finding, Level
from ringfence.interfaces.checkup.machine import machine_findings
from ringfence.interfaces.checkup.rules import rule_findings
from ringfence.interfaces.cli.output import print_json
from ringfence.kernel.clock import business_date, now


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun."""
    noun = nouns.add_parser("doctor", help="say what is wrong here and how to mend it 体检")
    noun.add_argument("--json", action="store_true")
    noun.set_defaults(run=_doctor)


def _doctor(arguments: argparse.Namespace) -> int:
    """Print every finding; 1 where one of them is a fault."""
    settings = config()
    found = [
        *machine_findings(settings),
        *rule_findings(settings.home, on=business_date(now())),
        *database_findings(settings),
    ]
    if arguments.json:
        print_json([asdict(finding) for finding in found])
    else:
        _print(found)
    return 1 if any(finding.level is Level.FAULT for finding in found) else 0


def _print(found: Iterable[Finding]) -> None:
    for finding in found:
        print(f"{finding.level:<6} {finding.zh} {finding.en}")
        if finding.mend:
            print(f"       → {finding.mend}")
