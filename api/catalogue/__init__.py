"""The texts for people, by code, Chinese and English, from the YAML files beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

Words = dict[str, str]


@cache
def catalogue(name: str) -> dict[str, Any]:
    """The texts of one subject, e.g. ``refusals``."""
    loaded = yaml.safe_load(files(__name__).joinpath(f"{name}.yaml").read_text("utf-8"))
    return dict(loaded)


def words(entry: Mapping[str, Any], params: Mapping[str, object]) -> Words:
    """Both languages of an entry, filled in."""
    return {language: str(entry[language]).format_map(_Known(params)) for language in ("zh", "en")}


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""
