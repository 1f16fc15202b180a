"""Secretaries' tables: any layout to values, and values back to the table that they know.

Pure from bytes: no store, no network, no clock.
"""

from engine.tables.limits import MAX_BYTES
from engine.tables.names import LONGEST_NAME
from engine.tables.normalise import clean_name, matching_form
from engine.tables.phones import phone_of
from engine.tables.reading import read_table
from engine.tables.roster_sheet import RosterSheet
from engine.tables.vocabulary import Vocabulary, read_vocabulary
from engine.tables.writing import blank_table, write_table

__all__ = [
    "LONGEST_NAME",
    "MAX_BYTES",
    "RosterSheet",
    "Vocabulary",
    "blank_table",
    "clean_name",
    "matching_form",
    "phone_of",
    "read_table",
    "read_vocabulary",
    "write_table",
]
