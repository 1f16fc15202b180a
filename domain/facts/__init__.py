"""Every fact that can stand in the log."""

from domain.facts import campaign, community, group, notice, occurrence
from domain.facts.fact import TOPICS, Fact

__all__ = ["TOPICS", "Fact", "campaign", "community", "group", "notice", "occurrence"]
