"""Evidence: what one community's log says, as a file that proves itself, and proving it."""

from engine.evidence.archive import Archive
from engine.evidence.beside import beside
from engine.evidence.chain import Chained, chained
from engine.evidence.faults import CODES, Fault
from engine.evidence.form import FORMAT, VERSION, Head, LogLine, Made, Manifest, SaveLine
from engine.evidence.opening import Opened, opened
from engine.evidence.signing import Key, is_signed, new_key, public_key
from engine.evidence.slicing import Slice

__all__ = [
    "CODES",
    "FORMAT",
    "VERSION",
    "Archive",
    "Chained",
    "Fault",
    "Head",
    "Key",
    "LogLine",
    "Made",
    "Manifest",
    "Opened",
    "SaveLine",
    "Slice",
    "beside",
    "chained",
    "is_signed",
    "new_key",
    "opened",
    "public_key",
]
