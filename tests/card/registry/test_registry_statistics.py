"""The planner is told of a registry as soon as it is loaded."""

from django.db import connection

from ringfence.banking.runs.drafting import MANY
from sample_month import SampleMonth, registry_row

TABLES = ["card_person", "card_card", "ledger_account", "ledger_balance"]


def test_statistics_count_the_people_of_a_large_registry(month: SampleMonth) -> None:
    month.people(*(registry_row(number) for number in range(MANY)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, reltuples FROM pg_class WHERE relname = ANY(%s)", [TABLES])
        counts = dict(cursor.fetchall())
    assert min(counts[table] for table in TABLES) >= MANY
