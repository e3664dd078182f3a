"""Those whom government works with: charities, businesses, unions, providers."""

from typing import TYPE_CHECKING

from sim.agents.window import Window
from sim.institutions.businesses import climate_in, invest_one, join_one
from sim.institutions.columns import N_MISSIONS
from sim.institutions.contractors import renew_one, reported_excess
from sim.institutions.hosts import keep_open_one
from sim.institutions.umbrella import pool_one
from sim.institutions.unions import dispute_one

if TYPE_CHECKING:
    from sim.model import MissionModel


class Charity(Window):
    """The small or the large charities of an area that serve one mission.

    Parameters
    ----------
    model : MissionModel
    area, mission : int
    size : int
        0 small, 1 large.
    """

    def __init__(
        self, model: "MissionModel", area: int, mission: int, size: int
    ) -> None:
        super().__init__(model)
        self.area = area
        self.mission = mission
        self.size = size

    @property
    def reserves(self) -> float:
        """Months of spending that it could go without income."""
        return float(self.world.hosts.reserves[self.area, self.mission, self.size])

    @property
    def is_open(self) -> bool:
        """Whether it can host volunteers."""
        return self.reserves > 0.0

    def keep_open(self) -> None:
        """Live on what comes in, and on reserves; close when they are gone."""
        w, now = self.world, self.now
        keep_open_one(
            self.area,
            self.mission,
            self.size,
            w.hosts,
            w.areas,
            w.bodies,
            now.policy,
            now.shocks,
            now.month,
            self.beliefs_of(self.mission),
            *self.key,
        )


class Business(Window):
    """An area's firms of one size band.

    Parameters
    ----------
    model : MissionModel
    area : int
    band : int
        0 for 1 to 9 people, 1 for 10 to 249, 2 for 250 and more.
    """

    def __init__(self, model: "MissionModel", area: int, band: int) -> None:
        super().__init__(model)
        self.area = area
        self.band = band

    @property
    def joined(self) -> float:
        """Share of its firms that take part in partnerships."""
        return float(self.world.businesses.joined[self.area, self.band])

    @property
    def investment(self) -> float:
        """Log of the investment index."""
        return float(self.world.businesses.investment[self.area, self.band])

    def invest_and_join(self) -> None:
        """Join partnerships or leave them; invest or wait."""
        w, now, a, b = self.world, self.now, self.area, self.beliefs_of(0)
        found = climate_in(
            a,
            w.businesses,
            w.areas,
            w.bodies,
            w.departments,
            w.centre,
            now.policy,
            now.shocks,
            now.month,
            w.usual,
        )
        join_one(a, self.band, w.businesses, found, b)
        invest_one(a, self.band, w.businesses, found, b)


class Union(Window):
    """The unions of a region in one sector: a mission's, or central administration.

    Parameters
    ----------
    model : MissionModel
    region, sector : int
    """

    def __init__(self, model: "MissionModel", region: int, sector: int) -> None:
        super().__init__(model)
        self.region = region
        self.sector = sector

    @property
    def grievance(self) -> float:
        """How aggrieved its members are."""
        return float(self.world.unions.grievance[self.region, self.sector])

    @property
    def is_in_dispute(self) -> bool:
        """Whether there is a dispute this month."""
        return bool(self.world.unions.dispute[self.region, self.sector])

    @property
    def support(self) -> float:
        """Share of members for a dispute; 0 in a month without a ballot."""
        return float(self.world.unions.support[self.region, self.sector])

    def weigh_dispute(self) -> None:
        """Bear it, or ask members for a dispute, which settles part of it."""
        w, now = self.world, self.now
        dispute_one(
            self.region,
            self.sector,
            w.unions,
            w.departments,
            w.people,
            w.citizens,
            w.areas,
            now.policy,
            now.shocks,
            now.month,
            self.all_beliefs,
            *self.key,
        )


class Contractor(Window):
    """The outsourced provider of one mission.

    Parameters
    ----------
    model : MissionModel
    mission : int
    """

    def __init__(self, model: "MissionModel", mission: int) -> None:
        super().__init__(model)
        self.mission = mission

    @property
    def share(self) -> float:
        """Share of delivery that it provides."""
        return float(self.world.contractors.share[self.mission])

    def renew(self) -> None:
        """Have the contract renewed on what was reported; now and then fail."""
        w, m = self.world, self.mission
        excess = reported_excess(m, w.bodies, w.usual)
        policy, b = self.now.policy, self.beliefs_of(m)
        renew_one(m, w.contractors, policy, excess, b, *self.key)


class CivicUmbrella(Window):
    """The body in which a region's charities work together.

    Parameters
    ----------
    model : MissionModel
    region : int
    """

    def __init__(self, model: "MissionModel", region: int) -> None:
        super().__init__(model)
        self.region = region

    def pool_hours(self) -> None:
        """Move hours without a place to free places next door."""
        w = self.world
        for m in range(N_MISSIONS):
            pool_one(self.region, m, w.areas, w.bodies, w.usual, self.beliefs_of(m))
