"""What citizens of a block decide in a month, one decision at a time."""

from sim.citizens.columns import Citizens
from sim.citizens.person import (
    helps_informally,
    joins,
    missions_done,
    person_in,
    protests,
    stays,
)
from sim.citizens.seeing import seen_in
from sim.citizens.sheet import Sheet, list_those
from sim.citizens.shown import FIRST_MISSION, VOLUNTEERS
from sim.compiled import one_row, whole
from sim.draws import Stream, uniform, unit
from sim.population.columns import Population
from sim.rules.parameters import Beliefs

_TAKES_A_ROLE, _HELPS, _DOES_PART, _PROTESTS = 0, 3, 5, 7
_APPEAL_DRAW = 8
_CITIZEN = int(Stream.CITIZEN)
_MISSION_BITS = 31 << FIRST_MISSION


@one_row
def help_one(
    j: int,
    a: int,
    people: Population,
    c: Citizens,
    surge: float,
    helping_base: float,
    sheet: Sheet,
    b: Beliefs,
) -> None:
    """Decide whether a person helps informally."""
    person, seen = person_in(j, a, people, c), seen_in(j, sheet)
    luck = unit(sheet.words[_HELPS, j])
    sheet.helps[j] = helps_informally(person, seen, luck, surge, helping_base, b)


@one_row
def take_role_one(
    j: int,
    a: int,
    people: Population,
    c: Citizens,
    leaving_base: float,
    sheet: Sheet,
    b: Beliefs,
) -> None:
    """Decide whether a person stays in a role, or joins."""
    person, seen = person_in(j, a, people, c), seen_in(j, sheet)
    luck = unit(sheet.words[_TAKES_A_ROLE, j])
    stay = stays(person, luck, sheet.unmatched[j], leaving_base, b)
    join = joins(person, seen, luck, sheet.asked[j], sheet.readiness[j], b)
    sheet.volunteers[j] = stay if person.word & VOLUNTEERS else join


@one_row
def answer_appeal_one(
    j: int,
    row: int,
    c: Citizens,
    signing_up: float,
    sheet: Sheet,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Decide whether somebody who neither had a role nor took one answers an appeal."""
    if sheet.volunteers[j] or whole(c.shown[j]) & VOLUNTEERS:
        return
    luck = uniform(seed, replicate, _CITIZEN, row, step, _APPEAL_DRAW)
    sheet.volunteers[j] = luck < signing_up


@one_row
def do_part_one(
    j: int, a: int, people: Population, c: Citizens, sheet: Sheet, b: Beliefs
) -> None:
    """Decide whether a person does the part of the mission reconsidered, if any."""
    person, seen = person_in(j, a, people, c), seen_in(j, sheet)
    mission = whole(sheet.thinks_of[j])
    done = missions_done(
        person,
        seen,
        max(mission, 0),
        unit(sheet.words[_DOES_PART, j]),
        sheet.invitation[j],
        sheet.usual_doing[j],
        b,
    )
    sheet.activity[j] = (done if mission >= 0 else person.word) & _MISSION_BITS


@one_row
def protest_block(
    n: int, a: int, people: Population, c: Citizens, sheet: Sheet, b: Beliefs
) -> None:
    """Decide who protests: no chance is above the ceiling, so most need no weighing."""
    for j in range(n):
        sheet.protested[j] = unit(sheet.words[_PROTESTS, j]) < b.protest_ceiling
    for k in range(list_those(n, sheet.protested, sheet)):
        j = sheet.who[k]
        person, seen = person_in(j, a, people, c), seen_in(j, sheet)
        luck = unit(sheet.words[_PROTESTS, j])
        sheet.protested[j] = protests(person, seen, luck, sheet.unrest[j], b)
