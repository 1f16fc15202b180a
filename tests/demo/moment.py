"""The moment for which the demonstration is furnished in tests, and any port."""

from datetime import UTC, datetime

NOW = datetime(2025, 3, 3, 6, 17, tzinfo=UTC)
FREE = 0
