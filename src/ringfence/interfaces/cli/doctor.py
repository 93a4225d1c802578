"""`ringfence doctor`: what is wrong with an installation, and how to mend it."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict

from ringfence.installation.config import config
from ringfence.interfaces.checkup.database import database_findings
from ringfence.interfaces.checkup.finding import Finding, Level
from ringfence.interfaces.checkup.machine import machine_findings
from ringfence.interfaces.checkup.production import production_findings
from ringfence.interfaces.checkup.rules import rule_findings
from ringfence.interfaces.cli.output import print_json
from ringfence.kernel.clock import business_date, now


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun."""
    noun = nouns.add_parser("doctor", help="say what is wrong here and how to mend it 体检")
    noun.add_argument("--json", action="store_true")
    noun.add_argument(
        "--production", action="store_true", help="also what production needs 按生产环境检查"
    )
    noun.add_argument("--host", default="127.0.0.1", help="where the pages are served 监听地址")
    noun.set_defaults(run=_doctor)


def _doctor(arguments: argparse.Namespace) -> int:
    """Print every finding; 1 where one of them is a fault."""
    settings = config()
    # Before an embedded server is looked for, which then is the one that is set.
    production = list(production_findings(settings, host=arguments.host))
    found = [
        *machine_findings(settings),
        *rule_findings(settings.home, on=business_date(now())),
        *database_findings(settings),
    ]
    if arguments.production:
        found += production
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
