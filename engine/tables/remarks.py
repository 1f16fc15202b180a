"""What stands in brackets behind a name: another role, or a job."""

from __future__ import annotations

from engine.tables.draft import Draft, Mention
from engine.tables.lexicon import Lexicon


def keep_remarks(draft: Draft, mention: Mention, remarks: list[str], lexicon: Lexicon) -> None:
    """Another role is granted; a job is the unit, a single character (王伟（大）) a note."""
    for remark in remarks:
        known, unknown = lexicon.roles_in(remark)
        further = [role for role in known if role not in mention.roles]
        if further and not unknown:
            mention.roles += further
        elif lexicon.says_no_property(remark):
            draft.waive_property(mention.grid)
        elif len(remark) > 1:
            mention.unit = mention.unit or remark
        else:
            mention.note = mention.note or remark
