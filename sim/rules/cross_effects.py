"""What success in one mission does for another; off unless switched on."""

from sim.compiled import rule
from sim.elementary import clip
from sim.rules.parameters import Beliefs


@rule
def on_crime(growth: float, b: Beliefs) -> float:
    """Return what growth adds to crime's log of productive pressure.

    Parameters
    ----------
    growth : float
        Growth's log of productive pressure last month, 0 at the status quo.
    b : Beliefs
        ``cross_effect_growth_on_crime``, ``cross_effect_clip``.

    Notes
    -----
    The size is judgement, and so is the sign of every such effect.
    """
    carried = b.cross_effect_growth_on_crime * growth
    return clip(carried, -b.cross_effect_clip, b.cross_effect_clip)


@rule
def on_growth(
    education: float, nhs: float, energy: float, crime: float, b: Beliefs
) -> float:
    """Return what the other missions add to growth's log of productive pressure.

    Parameters
    ----------
    education : float
        Its log of productive pressure years ago: children must first grow up.
    nhs, energy, crime : float
        Theirs last month, 0 at the status quo.
    b : Beliefs
        ``cross_effect_education_on_growth``, ``cross_effect_nhs_on_growth``,
        ``cross_effect_energy_on_growth``, ``cross_effect_crime_on_growth``,
        ``cross_effect_clip``.
    """
    carried = (
        b.cross_effect_education_on_growth * education
        + b.cross_effect_nhs_on_growth * nhs
        + b.cross_effect_energy_on_growth * energy
        + b.cross_effect_crime_on_growth * crime
    )
    return clip(carried, -b.cross_effect_clip, b.cross_effect_clip)


@rule
def months_back(lag: float) -> int:
    """Return how many months back an effect of a lag looks: at least one."""
    return max(1, int(lag))
