"""Evidence bundles: making them for people, and telling what is wrong with one."""

from api.evidence.asking import Wanted
from api.evidence.making import Bundle, bundle
from api.evidence.proving import Proof, prove

__all__ = ["Bundle", "Proof", "Wanted", "bundle", "prove"]
