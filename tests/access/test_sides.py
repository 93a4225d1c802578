"""The database keeps the four sides apart, whatever a program does."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from ringfence.access.models import User

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def test_a_person_never_changes_sides() -> None:
    User.objects.create(code="sample-a", name="样例甲", administration="AUDIT", registered_at=AT)
    with pytest.raises(DatabaseError, match="stays readable"), transaction.atomic():
        User.objects.update(administration="BUSINESS")
