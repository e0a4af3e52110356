"""The log, as lines for people or as JSON for a collector of logs."""

import json
import logging
from datetime import UTC, datetime


def begin(*, as_json: bool) -> None:
    """Log to standard error from now on."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if as_json:
        for handler in logging.getLogger().handlers:
            handler.setFormatter(Json())


class Json(logging.Formatter):
    """One object a line: time (UTC), level, logger, message, and the stack trace where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)
