"""Every refusal of the program says its code and its sentence in both languages."""

import importlib
import re
import string
from collections import Counter
from pathlib import Path

import pytest

from conventions.tree import python_files
from ringfence.kernel.refusal import Refusal

CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def module_name(path: Path) -> str:
    """Return `ringfence.kernel` of `src/ringfence/kernel/__init__.py`."""
    return ".".join(path.relative_to("src").with_suffix("").parts).removesuffix(".__init__")


def every_refusal() -> list[type[Refusal]]:
    """Return each subclass of Refusal in the program, after importing all of it."""
    for path in python_files("src/ringfence"):
        if path.name != "__main__.py":
            importlib.import_module(module_name(path))
    found: list[type[Refusal]] = []
    waiting = [Refusal]
    while waiting:
        subclasses = waiting.pop().__subclasses__()
        waiting += subclasses
        found += [each for each in subclasses if each.__module__.startswith("ringfence.")]
    return found


def facts_of(template: str) -> set[str]:
    """Return the facts that a sentence tells; `remedy_zh` and `remedy_en` are one fact."""
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    return {name.removesuffix("_zh").removesuffix("_en") for name in names}


REFUSALS = every_refusal()
SPOKEN = [refusal for refusal in REFUSALS if "code" in vars(refusal)]


def test_every_refusal_that_can_be_raised_has_a_code() -> None:
    silent = [each for each in REFUSALS if not each.__subclasses__() and not hasattr(each, "code")]
    assert silent == []


def test_no_two_refusals_share_a_code() -> None:
    counts = Counter(refusal.code for refusal in SPOKEN)
    assert [code for code, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("refusal", SPOKEN, ids=lambda refusal: refusal.code)
def test_a_refusal_speaks_both_languages_of_the_same_facts(refusal: type[Refusal]) -> None:
    assert CODE.fullmatch(refusal.code)
    assert CHINESE.search(refusal.zh)
    assert not CHINESE.search(refusal.en)
    assert facts_of(refusal.en) == facts_of(refusal.zh)


@pytest.mark.parametrize("refusal", SPOKEN, ids=lambda refusal: refusal.code)
def test_the_facts_of_a_refusal_are_plain_names(refusal: type[Refusal]) -> None:
    assert all(name.isidentifier() for name in facts_of(refusal.en))
