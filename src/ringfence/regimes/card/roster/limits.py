"""How large a roster may be, so that a file which is not one is refused before it is read."""

CSV_BYTES_MAX = 1 << 30
XLSX_BYTES_MAX = 256 << 20
XLSX_UNPACKED_BYTES_MAX = 2 << 30
LINE_BYTES_MAX = 8192
COLUMN_COUNT_MAX = 100  # Excel files often carry empty formatted columns
NAME_LENGTH_MAX = 140  # as much as a name in a file to the bank
REMARK_LENGTH_MAX = 100
ACCOUNT_LENGTH_MAX = 34
