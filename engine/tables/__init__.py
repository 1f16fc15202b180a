"""Secretaries' tables: any layout to values, and values back to the table that they know.

Pure from bytes: no store, no network, no clock.
"""

from engine.tables.normalise import clean_name, matching_form
from engine.tables.vocabulary import Vocabulary, read_vocabulary

__all__ = ["Vocabulary", "clean_name", "matching_form", "read_vocabulary"]
