"""Pieces of one command at once: each is tried, in two workers with a connection each."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from ringfence.interfaces.cli.side_by_side import side_by_side


@pytest.fixture(autouse=True)
def _no_transaction_around(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Nothing is written; a transaction around would keep the pieces in this thread."""
    with django_db_blocker.unblock():
        yield
        connection.close()


def session_of(_piece: int) -> object:
    connection.ensure_connection()
    return connection.connection


def test_two_workers_take_all_pieces_on_connections_that_are_closed_after() -> None:
    sessions = list(side_by_side(session_of, range(6)))
    assert len(sessions) == 6
    assert len(set(sessions)) <= 2
    assert connection.connection not in sessions
    assert all(session.closed for session in sessions)  # type: ignore[attr-defined]


def test_all_pieces_are_tried_and_the_first_fault_comes_in_its_place() -> None:
    tried: list[int] = []

    def refuse_second(piece: int) -> int:
        tried.append(piece)
        if piece == 2:
            raise ValueError(piece)
        return piece

    outcomes = side_by_side(refuse_second, [1, 2, 3])
    assert next(outcomes) == 1
    with pytest.raises(ValueError, match="2"):
        next(outcomes)
    assert sorted(tried) == [1, 2, 3]
