"""A simpler rival: the same rules for one average place and one average citizen.

Four difference equations a mission: who volunteers, the habit of doing so, how many of
their hours find a place, and the mission's state. No networks, no places that differ
but in the variance of their needs, no learning, attention, unions, firms or luck. Where
it agrees with the agents, these do not matter; where it does not, they do.
"""

from typing import NamedTuple

import numpy as np

from sim.rules.asking import ask_hazard, asked_chance, brokerage
from sim.rules.effort import measured_effort, motivation, unmeasured_effort
from sim.rules.habit import next_habit
from sim.rules.joining import (
    accepting_chance,
    circumstance,
    joining_chance,
    pull_of_ties,
)
from sim.rules.knowledge import domain_spread, fit, mixing_misfit, splitting_misfit
from sim.rules.leaving import leaving_chance
from sim.rules.matching import matched_hours, place_chance, slots
from sim.rules.money import (
    front_line_money,
    learning_cost,
    mobilisation_cost,
    money_returned,
)
from sim.rules.parameters import Beliefs
from sim.rules.production import (
    effort_that_fits,
    kept_of_state_input,
    labour,
    next_stock,
    productive_pressure,
    society_input,
    state_input,
)
from sim.scenario.beliefs import BeliefRows
from sim.scenario.names import MISSIONS
from sim.scenario.scenario import Scenario

_DOMAINS = ("standards", "finance", "design", "community")
_MIDDLE = 0.5  # trust, efficacy and thresholds of the average citizen
_N_HALVINGS = 60


class _Levers(NamedTuple):
    """What of a scenario the equations read, for one mission."""

    rights: tuple[float, float, float, float]
    pressure: float
    spend: float
    matching: float
    exhortation: float
    voice: float
    council: float
    audit: float
    evaluation: float
    practice_sharing: float
    admin_cut: float
    reinvest_share: float


class _State(NamedTuple):
    """Shares of adults who volunteer and of hours with a place; habit; state."""

    active: float
    habit: float
    matched_share: float
    stock: float


class _Usual(NamedTuple):
    """The status quo, at which all stands still."""

    intercept: float
    leaving: float
    offered: float
    matched: float
    money: float
    effort: float


def mission_index(
    scenario: Scenario, beliefs: BeliefRows, months: int = 60
) -> list[float]:
    """Return each mission's index after some months, by difference equations alone.

    Parameters
    ----------
    scenario : Scenario
        Its levers; events are left out.
    beliefs : shape (5,), record
        As :func:`sim.scenario.beliefs.belief_rows`.
    months : int

    Returns
    -------
    list of float
        Points, 50 at the status quo, in the order of missions.
    """
    found = []
    for m, mission in enumerate(MISSIONS):
        b = beliefs[m]
        usual_levers = _levers(Scenario(name="usual"), mission)
        usual, state = _standing_still(usual_levers, b)
        levers = _levers(scenario, mission)
        for _ in range(months):
            state = _next(state, levers, usual, b)
        found.append(100.0 * state.stock)
    return found


def _levers(scenario: Scenario, mission: str) -> _Levers:
    own, national = getattr(scenario.missions, mission), scenario.national
    a, b, c, d = (float(getattr(own.autonomy, domain)) for domain in _DOMAINS)
    return _Levers(
        rights=(a, b, c, d),
        pressure=own.target_pressure,
        spend=own.mobilisation_spend,
        matching=own.matching,
        exhortation=own.exhortation,
        voice=own.voice,
        council=own.council,
        audit=own.audit,
        evaluation=own.evaluation,
        practice_sharing=own.practice_sharing,
        admin_cut=national.admin_cut,
        reinvest_share=national.reinvest_share,
    )


def _standing_still(levers: _Levers, b: Beliefs) -> tuple[_Usual, _State]:
    """Return the levels at which the status quo stands still, and the start."""
    active = float(b.target_participation_monthly)
    # Who volunteers within a year, over who does in a month, tells the turnover.
    fresh = (float(b.target_yearly_over_monthly) - 1.0) * active / (1.0 - active)
    joining = 1.0 - (1.0 - min(fresh, 0.99)) ** (1.0 / 12.0)
    leaving = joining * (1.0 - active) / active
    offered = active
    matched = matched_hours(offered, _slots(levers, offered, b))
    state = _State(active, active, matched / offered, 0.5)
    usual = _Usual(0.0, 1.0, offered, matched, _money(levers, b), _effort(levers, b))
    return (
        usual._replace(
            intercept=_intercept(joining, state, levers, usual, b),
            leaving=leaving / _leaving(state, usual, b),
        ),
        state,
    )


def _intercept(
    joining: float, state: _State, levers: _Levers, usual: _Usual, b: Beliefs
) -> float:
    low, high = -20.0, 20.0
    for _ in range(_N_HALVINGS):
        middle = (low + high) / 2.0
        here = usual._replace(intercept=middle)
        if _joining(state, levers, here, b) < joining:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def _joining(state: _State, levers: _Levers, usual: _Usual, b: Beliefs) -> float:
    broker = brokerage(1.0, levers.spend, 1.0, b)
    hazard = ask_hazard(levers.spend, levers.exhortation, 0.0, 1.0, broker, b)
    asked = asked_chance(hazard, state.active, 1.0, b)
    readiness = (
        usual.intercept
        + circumstance(_MIDDLE, 0.0, 0.0, state.stock, b)
        + pull_of_ties(state.active, _MIDDLE, b)
    )
    accepting = accepting_chance(readiness, _MIDDLE, state.habit, 0.0, b)
    place = place_chance(state.matched_share, usual.matched / usual.offered, b)
    return float(joining_chance(asked, accepting, b) * place)


def _leaving(state: _State, usual: _Usual, b: Beliefs) -> float:
    unmatched = 1.0 - state.matched_share
    return float(leaving_chance(usual.leaving, 0.0, state.habit, unmatched, 0.0, b))


def _slots(levers: _Levers, usual_offered: float, b: Beliefs) -> float:
    given = slots(usual_offered, levers.spend, levers.matching, 1.0, 0.0, 1.0, b)
    return float(given)


def _effort(levers: _Levers, b: Beliefs) -> float:
    rights = float(np.mean(levers.rights))
    own = motivation(levers.pressure, rights, 0.0, b)
    stake = b.stakes * levers.pressure
    seen, unseen = measured_effort(stake, own, b), unmeasured_effort(stake, own, b)
    return float(effort_that_fits(seen, unseen, _fit(levers, b), b))


def _fit(levers: _Levers, b: Beliefs) -> float:
    """Return the fit of practice: a centre misses differences of need, a place not."""
    spreads = np.array(
        [domain_spread(getattr(b, f"domain_spread_{d}"), b) for d in _DOMAINS]
    )
    needs = float(b.heterogeneity) ** 2 * spreads**2 / np.mean(spreads**2)
    rights = np.array(levers.rights)
    central, local = needs + float(b.centre_bias) ** 2, float(b.local_bias) ** 2
    error = float(np.mean((1.0 - rights) * central + rights * local))
    mixed = float(np.mean([mixing_misfit(share, b) for share in levers.rights]))
    return float(fit(error, mixed + splitting_misfit(float(rights.var()), b), b))


def _money(levers: _Levers, b: Beliefs) -> float:
    cost = mobilisation_cost(levers.spend, levers.voice, levers.council, b)
    cost += learning_cost(levers.audit, levers.evaluation, levers.practice_sharing, b)
    returned = money_returned(levers.admin_cut, levers.reinvest_share, b)
    return float(front_line_money(levers.admin_cut, cost, 0.0, returned, 0.0, b))


def _next(state: _State, levers: _Levers, usual: _Usual, b: Beliefs) -> _State:
    """Return the four equations' next month."""
    joining, leaving = _joining(state, levers, usual, b), _leaving(state, usual, b)
    active = state.active + joining * (1.0 - state.active) - leaving * state.active
    matched = matched_hours(active, _slots(levers, usual.offered, b))
    habit = next_habit(state.habit, True, b)
    idle = next_habit(state.habit, False, b)
    rights = float(np.mean(levers.rights))
    money = _money(levers, b) / usual.money
    work = labour(money, 1.0, matched, usual.matched, b)
    usual_rights = float(np.mean(_levers(Scenario(name="usual"), MISSIONS[0]).rights))
    before = state_input(1.0, usual.effort, usual_rights, b)
    put_in = state_input(work, _effort(levers, b), rights, b) / before
    put_in *= kept_of_state_input(levers.admin_cut, 0.0, b)
    society = society_input(matched / usual.matched, 1.0, 1.0, 1.0, b)
    pressure = productive_pressure(put_in, society, b)
    return _State(
        active=active,
        habit=active * habit + (1.0 - active) * idle,
        matched_share=matched / active,
        stock=next_stock(state.stock, pressure, b),
    )
