"""A test that names a clause which the rulebook does not have stops the run at collection.

`tests/conftest.py` imports the hook: `from clause_marks import pytest_collection_modifyitems`.
"""

import pytest

from ringfence.rulebook.loading import load


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse `@pytest.mark.clause` with an unknown clause, or with none."""
    clauses = load(None).clauses
    wrong = [
        f"{item.nodeid}: {mark.args}"
        for item in items
        for mark in item.iter_markers("clause")
        if not mark.args or not set(mark.args) <= set(clauses)
    ]
    if wrong:
        raise pytest.UsageError("no such clause in the rulebook:\n" + "\n".join(wrong))
