"""What the web programs log: one JSON object a line, and no word that a person typed.

A message is written as its template, without its facts; of an exception its kind and the places it
came through. Paths and queries may hold names and numbers of people: the route stands for them.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any


class JsonLine(logging.Formatter):
    """One record as one line of JSON. What a program adds goes in as `extra={"facts": {…}}`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "says": str(record.msg),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            kind, _, places = record.exc_info
            line["exception"] = kind.__name__
            line["through"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(places)
            ]
        return json.dumps(line, ensure_ascii=False, default=str)


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLine}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
        "ringfence.web": {"level": "INFO"},
    },
}
