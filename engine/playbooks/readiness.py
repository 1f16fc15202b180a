"""From the readiness file and its vocabulary to the checks that the rule runs."""

from __future__ import annotations

from domain.checks import Band, Check, ReadinessChecks, RoleNeed
from engine.playbooks.library import Library
from engine.playbooks.shared_files import ReadinessFile


def checks_of(file: ReadinessFile, library: Library) -> ReadinessChecks:
    """The checks as values; the six roles come from the vocabulary. The file has no faults."""
    vocabulary = library.vocabulary(file.vocabulary)
    assert vocabulary is not None
    return ReadinessChecks(
        checks=tuple(
            Check(
                id=check.id,
                name=check.words(),
                rule=check.rule.words(),
                weight=check.weight,
                measured=check.measured,
                basis=check.basis,
                src=check.src,
                lead_share=check.lead_share or 1.0,
                share=check.share or 1.0,
            )
            for check in file.checks
        ),
        bands=tuple(Band(band.id, band.min, band.words()) for band in file.bands),
        roles=tuple(
            RoleNeed(role.id, role.min_per_compound, role.min_per_building, role.absent_allowed)
            for role in vocabulary.roles
            if role.six
        ),
        policy=file.policy.words(),
    )
