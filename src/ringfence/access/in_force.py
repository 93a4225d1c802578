"""Which memberships count at an instant."""

from datetime import datetime

from django.db.models import Q, QuerySet

from ringfence.access.domain import Administration
from ringfence.access.models import Membership
from ringfence.kernel.clock import business_date


def memberships_in_force(*, at: datetime) -> QuerySet[Membership]:
    """Return the memberships that count at `at`.

    From their first instant (inclusive) to their last (exclusive); of people who are active, in
    organisations that are open on that day; of an administration once an auditor confirmed them.
    """
    on = business_date(at)
    return Membership.objects.filter(
        Q(valid_until_at__isnull=True) | Q(valid_until_at__gt=at),
        Q(organisation__closed_on__isnull=True) | Q(organisation__closed_on__gt=on),
        Q(user__closed_at__isnull=True) | Q(user__closed_at__gt=at),
        Q(administration=Administration.BUSINESS.value) | Q(confirmed_at__lte=at),
        valid_from_at__lte=at,
        organisation__opened_on__lte=on,
    )
