"""The missions' figures where nothing changes, against closed forms (V23)."""

from collections.abc import Iterator

import numpy as np

from experiments.verification.row import Row
from experiments.verification.worlds import PLAIN, england, months
from sim.institutions.columns import Floats
from sim.missions import CRIME, EDUCATION, ENERGY, GROWTH, NHS
from sim.missions.indicators import NATION
from sim.step import publish
from sim.world import World

_OWN = "our own exp and log are good to 1e-9, sixty months over"
_MONTHS = 60
_GLD_MONTH = 39


def _published() -> tuple[World, list[Floats]]:
    """Return sixty months in which pressure stays what it was at the status quo."""
    world = england(
        crime_shock_sd=0.0,
        income_national_shock_sd=0.0,
        income_region_shock_sd=0.0,
        income_region_trend_sd=0.0,
        completions_trend=0.0,
    )
    bodies, usual = world.bodies, world.usual
    bodies.smoothed[:] = usual.felt
    bodies.doing[:] = usual.doing_here
    world.areas.protest[:] = usual.protest
    found = []
    for now in months(world, PLAIN, _MONTHS):
        publish(world, now)
        found.append(world.indicators.indicator.copy())
    return world, found


def unmoved_figures() -> Iterator[Row]:
    """Compare every mission's figure at unchanged pressure with its closed form."""
    world, found = _published()
    b = world.beliefs
    last = found[-1][NATION]
    yield Row(
        "V23",
        "crime after 60 months at unchanged pressure: 100 e^(5 trend)",
        float(100.0 * np.exp(b[CRIME].crime_trend * 5.0)),
        float(last[CRIME]),
        1e-5,
        _OWN,
    )
    yield Row(
        "V23b",
        "income per head after 60 months: 100 e^(5 trend)",
        float(100.0 * np.exp(b[GROWTH].income_trend * 5.0)),
        float(last[GROWTH]),
        1e-5,
        _OWN,
    )
    yield Row(
        "V23c",
        "within 18 weeks after 60 months: as at the start",
        float(world.indicators.true_start[NHS]),
        float(last[NHS]),
        1e-7,
        _OWN,
    )
    yield from _level_of_development(world, found[_GLD_MONTH])
    yield _clean_power(world, float(last[ENERGY]))


def _level_of_development(world: World, then: Floats) -> Iterator[Row]:
    b = world.beliefs[EDUCATION]
    base = world.indicators.attainment_base
    logits = base + b.attainment_trend * (_GLD_MONTH / 12.0 + 1.0)
    exact = (world.areas.weight / (1.0 + np.exp(-logits))).sum()
    start = (world.areas.weight / (1.0 + np.exp(-base))).sum()
    yield Row(
        "V23d",
        "good level of development at the start, mean of areas: as it truly is",
        float(world.indicators.true_start[EDUCATION]),
        float(start),
        1e-7,
        _OWN,
    )
    yield Row(
        "V23e",
        "good level of development in July 2028: mean of areas' logistic trends",
        float(exact),
        float(then[NATION, EDUCATION]),
        1e-7,
        _OWN,
    )


def _clean_power(world: World, found: float) -> Row:
    """Use that a constant flow fills a stock that wears out geometrically.

    Where the flow does not begin at what is wanted, it comes nearer each month by one
    part of the time that building takes.
    """
    b = world.beliefs[ENERGY]
    kept = 1.0 - b.clean_retirement
    share = world.indicators.build_share
    regions = np.unique(world.areas.region)
    wanted = float(share[regions].sum())
    flow_start = _start_of_flow()
    slow = 1.0 - 1.0 / b.build_lead_time
    build = b.clean_build_rate / 12.0
    settled = build * wanted / b.clean_retirement
    falling = build * (flow_start - wanted) * slow * (kept**_MONTHS - slow**_MONTHS)
    capacity = settled + (1.0 - settled) * kept**_MONTHS + falling / (kept - slow)
    return Row(
        "V23f",
        "clean power after 60 months: 1 − e^(−a K), K filling at a flow that relaxes "
        "and wearing out at a constant rate",
        float(1.0 - np.exp(-b.clean_share_slope * capacity)),
        found,
        1e-6,
        _OWN,
    )


def _start_of_flow() -> float:
    return float(england().indicators.build_flow[0])
