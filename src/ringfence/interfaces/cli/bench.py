"""`ringfence bench`: how fast this machine does what the software is for."""

import argparse
import importlib

# One module a verb: bench_<verb> offers `configure(parser)` and `run(arguments)`.
VERBS = {
    "month": "a month from the roster to the sealed books 一个月的发放",
    "ledger": "post transfers, beside the limit of the same server 记账",
    "verify": "compute the whole of the books again 核验账簿",
    "exchange": "write and read exchange files in both profiles 交换文件",
}


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("bench", help="measure speed and memory 性能测试")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb, about in VERBS.items():
        module = importlib.import_module(f"ringfence.interfaces.cli.bench_{verb}")
        parser = verbs.add_parser(verb, help=about)
        parser.add_argument("--json", action="store_true")
        module.configure(parser)
        parser.set_defaults(run=module.run)
