"""Columns of institutions. They are the only state; kernels update them in place.

Shapes: A areas, 5 missions, 4 domains of decision (standards, finance, design,
community link), 12 regions. Where a row of one body reads the rows of others (its
peers), the column exists twice, as this month's and next month's.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import one_row

N_MISSIONS = 5
N_DOMAINS = 4
N_REGIONS = 12
# The centre sees figures up to fifteen months old.
N_HISTORY = 16
# One mission may show in another up to five years later.
N_PAST = 61

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@one_row
def total(values: Floats) -> float:
    """Return a sum of a few numbers, added in their order."""
    added = 0.0
    for value in values:
        added += value
    return added


@one_row
def local_share(rights: Floats) -> float:
    """Return the share of decisions taken locally, the mean over domains."""
    return total(rights) / N_DOMAINS


class Areas(NamedTuple):
    """Local areas: what they are (first eight), and what their people feel.

    Attributes
    ----------
    adults, weight : shape (A,)
        Real adults, and their share of all chosen areas' adults.
    n_citizens : shape (A,)
        Simulated citizens.
    region, fifth : shape (A,), int64
        Index of the region; fifth by deprivation, 0 the least deprived.
    deprivation, demand : shape (A,)
        Standard deviations within the nation; need for services over the country's.
    near : shape (A, 8), int64
        The most alike areas, from whom practice is copied.
    heard, efficacy, signal : shape (A,), 0 to 1
        Experienced voice, collective efficacy, level of trust justified.
    helped, protest : shape (A,)
        Share of adults who helped informally, and who protested, drawn toward the
        region's.
    """

    adults: Floats
    weight: Floats
    n_citizens: Floats
    region: Ints
    fifth: Ints
    deprivation: Floats
    demand: Floats
    near: Ints
    heard: Floats
    efficacy: Floats
    signal: Floats
    helped: Floats
    protest: Floats


class Bodies(NamedTuple):
    """Local bodies: one an area and mission (council, trust, force, schools, energy).

    Attributes
    ----------
    inside : shape (A, 5), int64
        1 where the mission's policy applies, 0 where the status quo does.
    weight : shape (A, 5)
        Share of the mission's adults, for national means.
    need, bias, right_draw : shape (A, 5, 4)
        Standardised need; lasting error (standard normal); uniform draw that decides
        which rights are local first.
    best, belief, next_belief, practice : shape (A, 5, 4), practice units
        What would work best, what the body believes, and what it does.
    fit, next_fit : shape (A, 5), 0 to 1
    capability, start_capability, workforce, money : shape (A, 5)
        Relative to the status quo's mean.
    pressure, gaming, measured_effort, unmeasured_effort : shape (A, 5)
        Target pressure as felt, and what staff do under it.
    effort_fit : shape (A, 5)
        Effort, weighted by what output is made of, times the fit of practice.
    offered, slots, matched, unmatched, place : shape (A, 5)
        Volunteer hours per adult and month; share unmatched; chance of a place.
    doing : shape (A, 5)
        Share of adults doing their part, drawn toward the region's.
    state, society, output, felt, smoothed : shape (A, 5)
        Inputs, productive pressure, the same after spillovers and demand, smoothed.
    stock, expected, reported : shape (A, 5), 0 to 1
        True state of the mission, the state people are used to, the reported one.
    members, members_resources : shape (A, 5)
        Real adults who served on panels within a year, and their resources summed.
    past_pressure : shape (61, A, 5)
        Log of productive pressure, relative to the status quo, of past months: a ring.
    """

    inside: Ints
    weight: Floats
    need: Floats
    bias: Floats
    right_draw: Floats
    best: Floats
    belief: Floats
    next_belief: Floats
    practice: Floats
    fit: Floats
    next_fit: Floats
    capability: Floats
    start_capability: Floats
    workforce: Floats
    money: Floats
    pressure: Floats
    gaming: Floats
    measured_effort: Floats
    unmeasured_effort: Floats
    effort_fit: Floats
    offered: Floats
    slots: Floats
    matched: Floats
    unmatched: Floats
    place: Floats
    doing: Floats
    state: Floats
    society: Floats
    output: Floats
    felt: Floats
    smoothed: Floats
    stock: Floats
    expected: Floats
    reported: Floats
    members: Floats
    members_resources: Floats
    past_pressure: Floats


class Hosts(NamedTuple):
    """Charities that host volunteers, by area, mission and size (small, large).

    Attributes
    ----------
    reserves : shape (A, 5, 2)
        Months of spending; 0 is closed.
    hosting : shape (A, 5)
        Hosting of volunteers by charities and public bodies, 0 to 1.
    """

    reserves: Floats
    hosting: Floats


class Departments(NamedTuple):
    """One department a mission, its council, and the two camps of Whitehall within.

    Attributes
    ----------
    attention : shape (5,), 0 to 1
    attention_ratio, salience : shape (2, 5)
        Attention relative to the status quo, and presence in people's minds; row 0
        outside the scope, row 1 inside.
    pressure : shape (2, 5)
        Target pressure as felt; row 0 outside the scope.
    agreement, coordination : shape (5,)
        Of the mission council.
    rights, rights_change : shape (5, 4)
        Share of decisions taken locally, noise apart, and its change this month.
    real_rights : shape (2, 5, 4)
        As they are; row 0 outside the scope.
    whitehall_noise, devolver_share : shape (5,)
    common, plan, plan_bias, loudest, insiders : shape (5, 4)
        Best practice for the country; the plan; its lasting error, and where the
        loudest and insiders on councils pull (all standard normal).
    seen : shape (16, 5, 4)
        Mean best practice of past months, a ring.
    bias_multiplier : shape (2, 5)
    transition_loss : shape (5, 4)
    speed : shape (2, 5)
        How fast practice follows decisions, per month.
    front_line : shape (2, 5)
        Share of usual money that reaches the front line.
    coordination_cost, transition_cost, returned : shape (2, 5), share of money
    """

    attention: Floats
    attention_ratio: Floats
    salience: Floats
    pressure: Floats
    agreement: Floats
    coordination: Floats
    rights: Floats
    rights_change: Floats
    real_rights: Floats
    whitehall_noise: Floats
    devolver_share: Floats
    common: Floats
    plan: Floats
    plan_bias: Floats
    loudest: Floats
    insiders: Floats
    seen: Floats
    bias_multiplier: Floats
    transition_loss: Floats
    speed: Floats
    front_line: Floats
    coordination_cost: Floats
    transition_cost: Floats
    returned: Floats


class Centre(NamedTuple):
    """No 10, the Treasury and the Cabinet Office; each column has one row.

    Attributes
    ----------
    capability, processing, load, headroom : shape (1,)
        Business it can handle, business that comes, their ratio.
    throughput, unit_service : shape (1,), 0 to 1
        Share of convening that happens; of partnership requests served.
    unit_queue, partnerships : shape (1,)
        Requests waiting, and partnerships brokered this month.
    admin_cut : shape (1,)
        Share of central administration cut so far.
    """

    capability: Floats
    processing: Floats
    load: Floats
    headroom: Floats
    throughput: Floats
    unit_service: Floats
    unit_queue: Floats
    partnerships: Floats
    admin_cut: Floats


class Usual(NamedTuple):
    """Status-quo values to which a run is relative: means of a year before it.

    Attributes
    ----------
    offered, matched, doing, state, output, front_line, hosting : shape (5,)
        National means: hours offered and matched, share doing their part, raw state
        input, productive pressure (normaliser), money, hosting.
    gaming, effort_fit : shape (5,)
        National means of gaming, and of effort times fit.
    helped, load_ratio, throughput, unit_service : shape (1,)
        Share who help informally; load over processing; shares convened and served.
    matched_share, gap, felt, stock, doing_here : shape (A, 5)
        Share of hours matched; reported less true state; pressure felt; true state;
        share doing their part.
    investment, joined : shape (A, 3)
        Of businesses by size band: log index, share in partnerships.
    uncertainty, disputes : shapes (1,), (6,)
        Of policy, as businesses see it; share of months in dispute by sector.
    heard, signal, protest : shape (A,)
        Experienced voice; excess of the raw trust signal over its centre; share of
        adults who protest in a month.
    """

    offered: Floats
    matched: Floats
    doing: Floats
    state: Floats
    output: Floats
    front_line: Floats
    hosting: Floats
    gaming: Floats
    effort_fit: Floats
    helped: Floats
    load_ratio: Floats
    throughput: Floats
    unit_service: Floats
    matched_share: Floats
    gap: Floats
    felt: Floats
    stock: Floats
    doing_here: Floats
    investment: Floats
    joined: Floats
    uncertainty: Floats
    disputes: Floats
    heard: Floats
    signal: Floats
    protest: Floats
