"""What may be wrong with a piece of evidence; each has its words in the catalogue."""

from __future__ import annotations

import msgspec

CODES = (
    "zip_unreadable",
    "file_missing",
    "file_unknown",
    "file_doubled",
    "file_altered",
    "manifest_unreadable",
    "format_newer",
    "signature_wrong",
    "signature_missing",
    "key_other",
    "line_unreadable",
    "fact_altered",
    "fact_missing",
    "fact_doubled",
    "fact_disorder",
    "fact_foreign",
    "fact_unsaved",
    "fact_version",
    "fact_time",
    "save_altered",
    "save_unchained",
    "save_disorder",
    "count_wrong",
    "head_wrong",
    "plan_altered",
    "plan_missing",
    "board_differs",
    "assignment_differs",
    "store_other_log",
    "store_lacks",
    "store_has_more",
    "store_differs",
    "store_save_differs",
)


class Fault(msgspec.Struct, frozen=True):
    """Something that is not as it was written: what, in which file, line or position of the log."""

    code: str
    file: str = ""
    position: int = 0
    line: int = 0
    detail: str = ""
