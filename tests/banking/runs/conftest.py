"""The sample month, for the tests of this folder."""

from sample_month import month  # noqa: F401 - a fixture
from sample_people import people  # noqa: F401 - a fixture
