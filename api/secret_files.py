"""Settings that stand in files: an environment is seen by too many for what is secret."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from domain.refusal import Refused

_BEGINS, _ENDS = "PINGZHAN_", "_FILE"


def with_files(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment, where ``PINGZHAN_X_FILE`` names the file in which ``PINGZHAN_X`` stands.

    Refuses ``setting_file_unreadable``, and ``setting_twice`` where both are told.
    """
    told = dict(environment)
    for name, path in environment.items():
        if not path or not (name.startswith(_BEGINS) and name.endswith(_ENDS)):
            continue
        setting = name.removesuffix(_ENDS)
        if environment.get(setting):
            raise Refused("setting_twice", field=setting, file=name)
        try:
            told[setting] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise Refused("setting_file_unreadable", field=name, path=path) from error
    return told
