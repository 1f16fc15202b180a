"""An overlay of a street over the playbook of the tests."""

from __future__ import annotations

LOCAL = """\
schema: pingzhan.overlay/v1
id: harbour_street
playbook: everything
base_revision: "1"
place: "990102001"
parameters: {people_per_shift: 3}
groups:
  supply:
    set: {lead: volunteer}
    tasks:
      sup.03: {set: {due: {kind: interval, every: P1D}}}
      sup.05: null
    add:
      - id: sup.90
        zh: "送水"
        en: "Bring water"
        due: {kind: daily, at: ["10:00-11:00"]}
        places: 2
        basis: inference
"""
