"""Why a citizen did what they did: each decision of a month, with its chance."""

from dataclasses import dataclass

from sim.agents.lived import Lived
from sim.citizens.columns import N_TIES
from sim.citizens.shown import FIRST_MISSION, HELPS, VOLUNTEERS
from sim.draws import Stream, four_uniforms, uniform
from sim.institutions.ballots import is_member
from sim.missions import MISSIONS
from sim.rules.coproduction import (
    reconsidered_mission,
    standing,
    taking_part_chance,
)
from sim.rules.helping import helping_chance
from sim.rules.joining import (
    accepting_chance,
    age_effect,
    inclination,
    joining_chance,
    pull_of_ties,
)
from sim.rules.leaving import leaving_chance, staying_power
from sim.rules.parameters import Beliefs
from sim.rules.protest import protest_chance
from sim.rules.unions import carries
from sim.world import World

_CITIZEN = int(Stream.CITIZEN)
_APPEAL_DRAW = 8


@dataclass(frozen=True)
class Reason:
    """One decision.

    Parameters
    ----------
    name : str
        ``leave``, ``join``, ``appeal``, ``place``, ``help``, ``stop_helping``,
        ``part``, ``panel``, ``protest`` or ``ballot``.
    chance : float in [0, 1]
        That it would happen.
    luck : float in (0, 1)
        The draw: it happened if below the chance.
    words : str
        A sentence.
    """

    name: str
    chance: float
    luck: float
    words: str

    @property
    def happened(self) -> bool:
        """Whether it happened."""
        return self.luck < self.chance


def reasons(
    lived: Lived, world: World, b: Beliefs, seed: int, replicate: int, step: int
) -> list[Reason]:
    """Return the decisions of a citizen's last month, in the order of the month.

    Parameters
    ----------
    lived : Lived
        The citizen before the month, whom they saw, and what they did.
    world : World
        After the month; what the area offered is still there.
    b : Beliefs
    seed, replicate, step : int
        Key and month of the draws.
    """
    row = lived.person.row
    luck = four_uniforms(seed, replicate, _CITIZEN, row, step, 0)
    more = four_uniforms(seed, replicate, _CITIZEN, row, step, 1)
    appeal = uniform(seed, replicate, _CITIZEN, row, step, _APPEAL_DRAW)
    found = [_help(lived, world, luck[3], b)]
    if lived.person.word & VOLUNTEERS:
        found.append(_leave(lived, world, luck[0], b))
    else:
        found.append(_join(lived, world, luck[0], b))
        signing_up = float(world.around.signing_up[lived.person.area])
        if signing_up > 0.0 and not found[-1].happened:
            found.append(_appeal(signing_up, appeal))
    if lived.deeds.volunteers:
        found.append(_place(lived, world, more[2]))
    mission = reconsidered_mission(more[0], len(MISSIONS), b)
    if mission >= 0:
        found.append(_part(lived, world, mission, more[1], b))
    if lived.deeds.panel >= 0:
        title = MISSIONS[lived.deeds.panel].title
        words = f"Was invited to a citizens' panel on {title}, said yes and served."
        found.append(Reason("panel", 1.0, 0.0, words))
    found.append(_protest(lived, world, more[3], b))
    if is_member(row, world.people):
        found.extend(_ballots(lived, world, b))
    return found


def _percent(chance: float) -> str:
    return f"{100.0 * chance:.1f}%"


def _help(lived: Lived, world: World, luck: float, b: Beliefs) -> Reason:
    person, seen = lived.person, lived.seen
    if person.word & HELPS:
        chance = b.informal_stop_chance
        done = "stopped" if luck < chance else "went on"
        words = f"Helped somebody informally; the chance to stop was {_percent(chance)}"
        return Reason("stop_helping", chance, luck, f"{words}, and {done}.")
    chance = helping_chance(
        world.solved.helping_base,
        person.disposition,
        seen.helping / N_TIES,
        person.trust,
        person.is_carer,
        b,
    )
    chance += float(world.around.surge[person.area])
    done = "began" if luck < chance else "did not"
    words = (
        f"{seen.helping} of {N_TIES} ties helped somebody: the chance to begin was "
        f"{_percent(chance)}, and {done}."
    )
    return Reason("help", chance, luck, words)


def _leave(lived: Lived, world: World, luck: float, b: Beliefs) -> Reason:
    person = lived.person
    unmatched = float(world.around.unmatched[person.area, person.main])
    chance = leaving_chance(
        world.solved.leaving_base,
        staying_power(person.resources, person.disposition, b),
        person.habit,
        unmatched,
        person.fatigue,
        b,
    )
    done = "left" if luck < chance else "stayed"
    words = (
        f"Had a role. With a habit of {person.habit:.2f}, fatigue of "
        f"{person.fatigue:.2f} and {_percent(unmatched)} of hours here without a "
        f"place, the chance to leave was {_percent(chance)}, and {done}."
    )
    return Reason("leave", chance, luck, words)


def _join(lived: Lived, world: World, luck: float, b: Beliefs) -> Reason:
    person, seen = lived.person, lived.seen
    asked = float(world.around.asked[person.area, seen.volunteering])
    readiness = float(world.around.readiness[person.area, person.main])
    effect = age_effect(person.age, b)
    readiness += inclination(person.resources, person.disposition, effect, b)
    readiness += pull_of_ties(seen.volunteering / N_TIES, person.threshold, b)
    accepts = accepting_chance(readiness, person.trust, person.habit, person.fatigue, b)
    chance = joining_chance(asked, accepts, b)
    done = "joined" if luck < chance else "did not join"
    words = (
        f"Had no role. {seen.volunteering} of {N_TIES} ties volunteered, so the "
        f"chance to be asked was {_percent(asked)}; weighing resources, trust of "
        f"{person.trust:.2f} and a habit of {person.habit:.2f}, the chance to accept "
        f"was {_percent(accepts)}. The chance to join was {_percent(chance)}, and "
        f"{done}."
    )
    return Reason("join", chance, luck, words)


def _appeal(chance: float, luck: float) -> Reason:
    done = "signed up" if luck < chance else "did not"
    words = f"A national appeal: the chance to sign up was {_percent(chance)}, and"
    return Reason("appeal", chance, luck, f"{words} {done}.")


def _place(lived: Lived, world: World, luck: float) -> Reason:
    person, deeds = lived.person, lived.deeds
    chance = float(world.around.place[person.area, person.main])
    title = MISSIONS[person.main].title
    done = f"gave {deeds.hours:.1f} hours" if luck < chance else "found none"
    words = (
        f"Offered hours to {title}; the chance of a place was {_percent(chance)}, and "
        f"{done}."
    )
    return Reason("place", chance, luck, words)


def _part(lived: Lived, world: World, mission: int, luck: float, b: Beliefs) -> Reason:
    person, seen = lived.person, lived.seen
    ready = float(world.around.invitation[person.area, mission])
    ready += standing(person.main == mission, person.second == mission, b)
    excess = seen.doing / N_TIES - float(world.usual.doing[mission])
    chance = taking_part_chance(ready, excess, person.trust, person.resources, b)
    before = person.word >> (FIRST_MISSION + mission) & 1
    done = {
        (0, False): "went on without",
        (0, True): "began to",
        (1, False): "stopped",
        (1, True): "went on",
    }[(int(before), luck < chance)]
    words = (
        f"Thought again of doing one's own part in {MISSIONS[mission].title}, as "
        f"{seen.doing} of {N_TIES} ties did: the chance was {_percent(chance)}, and "
        f"{done}."
    )
    return Reason("part", chance, luck, words)


def _protest(lived: Lived, world: World, luck: float, b: Beliefs) -> Reason:
    person, seen = lived.person, lived.seen
    chance = protest_chance(
        float(world.around.unrest[person.area, person.main]),
        seen.protesting / N_TIES,
        person.threshold,
        person.trust,
        b,
    )
    chance = min(chance, b.protest_ceiling)
    done = "protested" if luck < chance else "did not"
    words = (
        f"{seen.protesting} of {N_TIES} ties protested: the chance to protest was "
        f"{_percent(chance)}, and {done}."
    )
    return Reason("protest", chance, luck, words)


def _ballots(lived: Lived, world: World, b: Beliefs) -> list[Reason]:
    """Return the ballots of a member's region; votes are counted, not drawn."""
    region = int(world.areas.region[lived.person.area])
    found = []
    for sector, support in enumerate(world.unions.support[region].tolist()):
        if support > 0.0:
            title = (*(m.title for m in MISSIONS), "central administration")[sector]
            done = "carried" if carries(support, b) else "was lost"
            words = (
                f"Voted in a union ballot on {title}: {_percent(support)} of the "
                f"region's members were for a dispute, so it {done}."
            )
            found.append(Reason("ballot", support, b.union_vote_needed, words))
    return found
