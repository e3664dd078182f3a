"""A small country and its default beliefs, for the tests of the missions."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest
from scipy.stats import norm

from sim.missions import MISSIONS, N_MISSIONS
from sim.missions.indicators import (
    FIRST_AREA,
    FIRST_REGION,
    N_REGIONS,
    Indicators,
    start_indicators,
    step_indicators,
)

BELIEFS = {
    "waiting_shape": 1.4,
    "supply_elasticity": 0.30,
    "demand_reduction_elasticity": 0.10,
    "waiting_deterrence": 0.15,
    "completions_trend": 0.0,
    "queue_flow_weight": 0.20,
    "queue_leaving": 0.005,
    "queue_floor": 0.15,
    "attainment_response": 0.6,
    "attainment_trend": 0.03,
    "attainment_window": 24.0,
    "attainment_deprivation_slope": 0.15,
    "crime_response": 0.6,
    "crime_trend": -0.01,
    "crime_pull": 0.03,
    "crime_shock_memory": 0.2,
    "crime_shock_sd": 0.02,
    "clean_build_rate": 0.18,
    "build_lead_time": 24.0,
    "clean_share_slope": 1.339,
    "clean_retirement": 0.00333333,
    "clean_build_share_north_east": 0.06,
    "clean_build_share_north_west": 0.07,
    "clean_build_share_yorkshire_humber": 0.14,
    "clean_build_share_east_midlands": 0.06,
    "clean_build_share_west_midlands": 0.02,
    "clean_build_share_east": 0.14,
    "clean_build_share_london": 0.01,
    "clean_build_share_south_east": 0.07,
    "clean_build_share_south_west": 0.06,
    "clean_build_share_wales": 0.07,
    "clean_build_share_scotland": 0.30,
    "clean_build_share_northern_ireland": 0.0,
    "income_response": 0.010,
    "income_trend": 0.005,
    "income_region_trend_sd": 0.003,
    "income_national_shock_sd": 0.0045,
    "income_region_shock_sd": 0.0020,
    "consent_loss": 0.3,
    "consent_protest_scale": 0.02,
    "consent_coproduction": 0.2,
    "consent_floor": 0.2,
    "consent_ceiling": 1.3,
}
GAMING_GAIN = (0.0, 0.1, 0.6, 1.0, 0.3)
STATUS_QUO_GAMING = 0.3125
NATION_OF_REGION = "EEEEEEEEEWSN"


@pytest.fixture(scope="session")
def beliefs() -> np.recarray:
    """Default beliefs, shape (5,): one record per mission. Copy before a change."""
    names = [*BELIEFS, "gaming_gain"]
    rows = np.zeros(N_MISSIONS, dtype=[(name, np.float64) for name in names])
    for name, value in BELIEFS.items():
        rows[name] = value
    rows["gaming_gain"] = GAMING_GAIN
    return rows.view(np.recarray)


@dataclass
class Country:
    """Areas, and one call that runs their figures under constant pressure."""

    beliefs: np.recarray
    region_of_area: np.ndarray
    fifth_of_area: np.ndarray
    adults: np.ndarray
    deprivation: np.ndarray
    scope: np.ndarray
    status_quo_gaming: np.ndarray = field(
        default_factory=lambda: np.full(N_MISSIONS, STATUS_QUO_GAMING)
    )

    @property
    def n_units(self) -> int:
        """Nation, regions, fifths and areas."""
        return FIRST_AREA + len(self.adults)

    def units(self, value: float) -> np.ndarray:
        """One value for every unit and mission."""
        return np.full((self.n_units, N_MISSIONS), value)

    def start(self) -> Indicators:
        """The state before month 0."""
        return start_indicators(
            self.region_of_area,
            self.fifth_of_area,
            self.adults,
            self.deprivation,
            self.scope,
            self.beliefs,
            self.status_quo_gaming,
        )

    def run(
        self,
        months: int,
        log_pressure: float | np.ndarray = 0.0,
        *,
        gaming: float | np.ndarray = STATUS_QUO_GAMING,
        seed: int = 1,
        replicate: int = 0,
        consent: np.ndarray | None = None,
        capacity_loss: float = 0.0,
        attainment_shock: float = 0.0,
        crime_shock: np.ndarray | None = None,
        income_shock: float = 0.0,
        kernel: Callable[..., None] = step_indicators,
    ) -> Indicators:
        """The state after some months; a 3-d log pressure gives one slice a month."""
        state = self.start()
        pressure = np.broadcast_to(log_pressure, (months, self.n_units, N_MISSIONS))
        gamed = np.ascontiguousarray(
            np.broadcast_to(gaming, (self.n_units, N_MISSIONS)), dtype=np.float64
        )
        for month in range(months):
            kernel(
                state,
                month,
                month,
                seed,
                replicate,
                self.beliefs,
                np.ascontiguousarray(pressure[month], dtype=np.float64),
                gamed,
                self.status_quo_gaming,
                np.ones(N_REGIONS) if consent is None else consent,
                self.region_of_area,
                self.fifth_of_area,
                self.adults,
                capacity_loss,
                attainment_shock,
                np.zeros(self.n_units) if crime_shock is None else crime_shock,
                np.full(N_REGIONS, income_shock),
            )
        return state


def make_country(beliefs: np.recarray) -> Country:
    """Four areas in each of the twelve regions, deprived as a normal quantile."""
    n_areas = 4 * N_REGIONS
    region = np.repeat(np.arange(N_REGIONS), 4)
    # A stride coprime to 48 spreads deprivation over regions.
    rank = np.arange(n_areas) * 17 % n_areas
    scope = np.array(
        [
            [mission.covers(NATION_OF_REGION[region]) for mission in MISSIONS]
            for region in region
        ]
    )
    return Country(
        beliefs=beliefs.copy(),
        region_of_area=region,
        fifth_of_area=rank * 5 // n_areas,
        adults=50_000.0 + 1_000.0 * rank,
        deprivation=norm.ppf((rank + 0.5) / n_areas),
        scope=scope,
    )


@pytest.fixture
def country(beliefs: np.recarray) -> Country:
    """A country that a test may change."""
    return make_country(beliefs)


@pytest.fixture(scope="session")
def fixed_country(beliefs: np.recarray) -> Country:
    """A country that the examples of a property share; nothing changes it."""
    return make_country(beliefs)


@pytest.fixture
def region_unit() -> Callable[[str], int]:
    """The unit of a region, by the last letter of its code."""
    return lambda letter: FIRST_REGION + "CDEFGHIJKLMN".index(letter)
