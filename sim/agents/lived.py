"""A citizen's last month, kept to be asked why; no decision reads it."""

from typing import NamedTuple

from sim.citizens.person import Person, TiesSeen
from sim.citizens.seeing import seen_in
from sim.citizens.sheet import Sheet


class Deeds(NamedTuple):
    """What a citizen did in a month.

    Attributes
    ----------
    volunteers, took_part, helps, protested : bool
        Took or kept a role; found a place in it this month.
    panel : int
        Mission whose panel the citizen served on, or -1.
    activity : int
        Bits of missions whose part was done.
    hours : float
        Formal hours offered.
    """

    volunteers: bool
    took_part: bool
    helps: bool
    protested: bool
    panel: int
    activity: int
    hours: float


class Lived(NamedTuple):
    """A citizen's month: who she was before it, whom she saw, what she did."""

    person: Person
    seen: TiesSeen
    deeds: Deeds


def lived_in(person: Person, sheet: Sheet) -> Lived:
    """Return the month of the one citizen whose month a sheet holds."""
    deeds = Deeds(
        volunteers=bool(sheet.volunteers[0]),
        took_part=bool(sheet.took_part[0]),
        helps=bool(sheet.helps[0]),
        protested=bool(sheet.protested[0]),
        panel=int(sheet.panel[0]),
        activity=int(sheet.activity[0]),
        hours=float(sheet.hours[0]),
    )
    return Lived(person, seen_in(0, sheet), deeds)
