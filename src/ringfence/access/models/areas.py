"""Areas by administrative code."""

from django.db import models

from ringfence.access.domain import AreaLevel, area_level, significant_digits


class Area(models.Model):
    """A province, city, county, township or village; all below it begin with its digits.

    The country itself is the row of twelve noughts.
    """

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def significant(self) -> str:
        """Return the digits that this area and all below it begin with."""
        return significant_digits(self.code)

    @property
    def level(self) -> AreaLevel:
        """Return what the area is."""
        return area_level(self.code)
