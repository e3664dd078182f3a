"""The missions' figures, month by month, in every place that has one."""

from sim.compiled import kernel
from sim.draws import Stream, normal
from sim.missions import (
    CRIME,
    EDUCATION,
    ENERGY,
    GROWTH,
    NHS,
    crime,
    education,
    energy,
    growth,
    nhs,
)
from sim.missions.measured import published_index, published_share
from sim.missions.units import (
    FIRST_AREA,
    FIRST_FIFTH,
    FIRST_REGION,
    N_FIFTHS,
    N_REGIONS,
    NATION,
    BeliefsByMission,
    Floats,
    Indicators,
    Integers,
    mean_over_areas,
    start_indicators,
)
from sim.rules.parameters import Beliefs

__all__ = [
    "FIRST_AREA",
    "FIRST_FIFTH",
    "FIRST_REGION",
    "NATION",
    "N_FIFTHS",
    "N_REGIONS",
    "Indicators",
    "start_indicators",
    "step_indicators",
]

# Plain integers, because a kernel takes no member of an enumeration.
_INCOME = int(Stream.INCOME)
_CRIME = int(Stream.CRIME)
_LASTING = int(Stream.LASTING)
# Beyond every other row that draws something lasting, so that no address is shared.
_TREND_ROW = 1_000_000


@kernel
def step_nhs(
    indicators: Indicators,
    month: int,
    b: Beliefs,
    log_pressure: Floats,
    gaming: Floats,
    capacity_loss: float,
) -> None:
    """Move the waiting list of every unit by a month; see ``step_indicators``."""
    start = indicators.true_start[NHS]
    for unit in range(indicators.defined.shape[0]):
        if not indicators.defined[unit, NHS]:
            continue
        pressure = log_pressure[unit, NHS]
        listed = indicators.waiting_list[unit]
        completed = nhs.completions(pressure, month, capacity_loss, b)
        wait = nhs.relative_wait(listed, completed)
        referred = nhs.referrals(pressure, wait, b)
        listed = nhs.waiting_list(listed, referred, completed, b)
        wait = nhs.relative_wait(listed, completed)
        true = nhs.seen_within_18_weeks(wait, start, b)
        indicators.waiting_list[unit] = listed
        indicators.indicator[unit, NHS] = true
        indicators.measured[unit, NHS] = published_share(true, gaming[unit, NHS], b)


@kernel
def step_education(
    indicators: Indicators,
    month: int,
    b: Beliefs,
    log_pressure: Floats,
    gaming: Floats,
    attainment_shock: float,
) -> None:
    """Move every area's attainment by a month; see ``step_indicators``."""
    n_areas, length = indicators.attainment_window.shape
    for area in range(n_areas):
        unit = FIRST_AREA + area
        if not indicators.defined[unit, EDUCATION]:
            continue
        window = indicators.attainment_window[area]
        window[month % length] = log_pressure[unit, EDUCATION] + attainment_shock
        total = 0.0
        for k in range(length):
            total += window[k]
        base = indicators.attainment_base[area]
        true = education.attainment(base, total / length, month, b)
        published = published_share(true, gaming[unit, EDUCATION], b)
        indicators.indicator[unit, EDUCATION] = true
        indicators.measured[unit, EDUCATION] = published


@kernel
def step_crime(
    indicators: Indicators,
    month: int,
    b: Beliefs,
    log_pressure: Floats,
    excess_gaming: Floats,
    crime_shock: Floats,
    noise: float,
) -> None:
    """Move crime in every unit by a month, on one luck; see ``step_indicators``."""
    for unit in range(indicators.defined.shape[0]):
        if not indicators.defined[unit, CRIME]:
            continue
        pressure = log_pressure[unit, CRIME]
        shock = indicators.crime_shock[unit]
        shock = crime.crime_shock(shock, noise, crime_shock[unit], b)
        departed = indicators.crime_departure[unit]
        departed = crime.crime_departure(departed, pressure, shock, b)
        true = crime.crime_index(departed, month, b)
        published = published_index(true, excess_gaming[unit, CRIME], b)
        indicators.crime_shock[unit] = shock
        indicators.crime_departure[unit] = departed
        indicators.indicator[unit, CRIME] = true
        indicators.measured[unit, CRIME] = published


@kernel
def step_energy(
    indicators: Indicators,
    b: Beliefs,
    log_pressure: Floats,
    excess_gaming: Floats,
    consent: Floats,
) -> None:
    """Move the one grid by a month; see ``step_indicators``."""
    if not indicators.defined[NATION, ENERGY]:
        return
    wanted = 0.0
    for region in range(N_REGIONS):
        share = indicators.build_share[region]
        # A region that is absent, or builds nothing, may hold NaN: it is not read.
        if share > 0.0:
            pressure = log_pressure[FIRST_REGION + region, ENERGY]
            wanted += energy.building_wanted(share, pressure, consent[region])
    flow = energy.build_flow(indicators.build_flow[0], wanted, b)
    capacity = energy.clean_capacity(indicators.clean_capacity[0], flow, b)
    true = energy.clean_share(capacity, b)
    published = published_share(true, excess_gaming[NATION, ENERGY], b)
    indicators.build_flow[0] = flow
    indicators.clean_capacity[0] = capacity
    indicators.indicator[NATION, ENERGY] = true
    indicators.measured[NATION, ENERGY] = published


@kernel
def step_growth(
    indicators: Indicators,
    step: int,
    seed: int,
    replicate: int,
    b: Beliefs,
    log_pressure: Floats,
    income_shock: Floats,
) -> None:
    """Move incomes of regions and nation by a month; see ``step_indicators``."""
    common = normal(seed, replicate, _INCOME, NATION, step, 0)
    national = 0.0
    for region in range(N_REGIONS):
        unit = FIRST_REGION + region
        if not indicators.defined[unit, GROWTH]:
            continue
        lasting = normal(seed, replicate, _LASTING, _TREND_ROW + region, 0, 0)
        trend = growth.regional_trend(lasting, b)
        own = normal(seed, replicate, _INCOME, unit, step, 0)
        income = indicators.log_income[region]
        income += growth.income_growth(log_pressure[unit, GROWTH], trend, b)
        income += growth.income_shock(common, own, income_shock[region], b)
        indicators.log_income[region] = income
        national += indicators.income_weight[region] * income
        indicators.indicator[unit, GROWTH] = growth.income_index(income)
        # Incomes come from national accounts that no mission writes: nothing to game.
        indicators.measured[unit, GROWTH] = indicators.indicator[unit, GROWTH]
    if indicators.defined[NATION, GROWTH]:
        indicators.indicator[NATION, GROWTH] = growth.income_index(national)
        indicators.measured[NATION, GROWTH] = indicators.indicator[NATION, GROWTH]


@kernel
def step_indicators(
    indicators: Indicators,
    month: int,
    step: int,
    seed: int,
    replicate: int,
    beliefs: BeliefsByMission,
    log_pressure: Floats,
    gaming: Floats,
    status_quo_gaming: Floats,
    consent: Floats,
    region_of_area: Integers,
    fifth_of_area: Integers,
    adults: Floats,
    capacity_loss: float,
    attainment_shock: float,
    crime_shock: Floats,
    income_shock: Floats,
) -> None:
    """Move every figure of every mission by a month, in place.

    Parameters
    ----------
    indicators : Indicators
        Read and written.
    month : int, from 0
        Months since the start of the run: places trends and the target path.
    step : int, from 0
        The month's number in the addresses of draws.
    seed, replicate : int
        The key of draws.
    beliefs : record array, shape (5,)
    log_pressure : shape (n_units, 5)
        Log of productive pressure relative to each place's status quo, the mean over
        the unit's areas in scope. NaN, or anything, where not defined.
    gaming : shape (n_units, 5)
        Gaming intensity, likewise.
    status_quo_gaming : shape (5,)
        The intensity from which energy's and crime's gaming counts.
    consent : shape (12,)
        From ``energy.consent``; not read for regions that are absent.
    region_of_area, fifth_of_area, adults
        As in ``start_indicators``.
    capacity_loss : float in [0, 1)
        Share of health capacity lost to an event.
    attainment_shock : float, log
        Added to education's pressure of this month.
    crime_shock : shape (n_units,), log
        Push on crime from events.
    income_shock : shape (12,), log
        Push on each region's income from events.

    Notes
    -----
    Health and crime run in each unit on its own mean log pressure; all units meet one
    luck in crime. Education runs in areas and is averaged by adults. The nation's
    income is the geometric mean of its regions', by adults.
    """
    excess = gaming - status_quo_gaming
    noise = normal(seed, replicate, _CRIME, NATION, step, 0)
    step_growth(
        indicators, step, seed, replicate, beliefs[GROWTH], log_pressure, income_shock
    )
    step_energy(indicators, beliefs[ENERGY], log_pressure, excess, consent)
    step_crime(
        indicators, month, beliefs[CRIME], log_pressure, excess, crime_shock, noise
    )
    step_nhs(indicators, month, beliefs[NHS], log_pressure, gaming, capacity_loss)
    b = beliefs[EDUCATION]
    step_education(indicators, month, b, log_pressure, gaming, attainment_shock)
    for figures in (indicators.indicator, indicators.measured):
        mean_over_areas(
            figures,
            EDUCATION,
            indicators.defined,
            region_of_area,
            fifth_of_area,
            adults,
        )
