"""Profile DELIMITED: GB 18030 lines with `|` between fields."""
