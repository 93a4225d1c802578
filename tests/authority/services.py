"""Which functions of a package change something in somebody's name, so that none goes unasked."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest

from actors import NOBODY, actor
from ringfence.access.actor import Actor, NotPermitted
from sample_month import row_counts

ELSEWHERE = "YLBX0099"


@dataclass(frozen=True, slots=True)
class Service:
    """A service: the one permission that it asks for, and a call of it by somebody.

    `in_a_name` says whether it asks for one organisation or area; what is everybody's does not.
    """

    permission: str
    call: Callable[[Any, Actor], object]
    in_a_name: bool = True

    def strangers(self) -> list[Actor]:
        """Return those who may not: nobody, and one of another organisation and area."""
        elsewhere = actor("sample-elsewhere", self.permission, organisation=ELSEWHERE, area="65")
        return [NOBODY, elsewhere] if self.in_a_name else [NOBODY]


def services_in(package: ModuleType) -> set[str]:
    """Return the public functions that act, as module:name.

    They take an actor and an instant, or open a transaction; a read takes no instant of its own.
    """
    return {
        f"{module.__name__}:{name}"
        for module in _modules(package)
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and (_is_act(function) or _is_transaction(function))
    }


def _is_act(function: Callable[..., object]) -> bool:
    return {"actor", "at"} <= set(inspect.signature(function).parameters)


def _is_transaction(function: Callable[..., object]) -> bool:
    """Return whether it is decorated, and not as a context manager."""
    inner = getattr(function, "__wrapped__", None)
    return inner is not None and not inspect.isgeneratorfunction(inner)


def assert_refused(service: Service, subject: object) -> None:
    """Assert that no stranger may, and that the refusal names what is lacking and leaves no act."""
    before = row_counts("audit_entry")
    for stranger in service.strangers():
        with pytest.raises(NotPermitted) as refused:
            service.call(subject, stranger)
        assert refused.value.facts["permission"] == service.permission
        assert refused.value.facts["actor"] == stranger.code
    assert row_counts("audit_entry") == before


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".migrations" not in found.name:
            yield importlib.import_module(found.name)
