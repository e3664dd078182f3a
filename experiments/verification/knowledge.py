"""What is known of needs, by whom, and how well practice fits (V9, V10, V12)."""

from collections.abc import Iterator

import numpy as np

from experiments.verification.row import FIVE_ERRORS, Row
from experiments.verification.worlds import PLAIN, england, months, n_areas, root
from sim.institutions.columns import N_DOMAINS, N_MISSIONS, Floats
from sim.scenario.scenario import Scenario
from sim.step import prepare_month
from sim.world import World

_QUIET: dict[str, float] = {
    "drift": 0.0,
    "local_bias": 0.0,
    "centre_bias": 0.0,
    "voice_information": 0.0,
    "voice_to_centre": 0.0,
    "voice_capture": 0.0,
    "charity_information": 0.0,
    "incoherence_scale": 0.0,
    "rights_dispute_drag": 0.0,
    "rights_dispute_noise": 0.0,
    "council_delay": 0.0,
    "union_cooperation_gain": 0.0,
    "mixing_cost": 0.0,
    "split_cost": 0.0,
    "transition_local_loss": 0.0,
    "capability_return": 0.0,
}
_ALONE = {"missions.default.practice_sharing": 0.0}


def filtered(noise: float, first: float, second: float) -> float:
    """Return the variance of white noise after two partial adjustments in a row.

    Each month the first moves by a share ``first`` toward the noise, the second by a
    share ``second`` toward the first.
    """
    p, q = 1.0 - first, 1.0 - second
    spread = (1.0 + p * q) / ((1.0 - p * q) * (1.0 - p * p) * (1.0 - q * q))
    return (noise * first * second) ** 2 * spread


def _equal_bodies(world: World, rights: Floats) -> World:
    """Return a world of equally able bodies that already hold their rights."""
    bodies, d = world.bodies, world.departments
    bodies.start_capability[:] = 1.0
    bodies.capability[:] = 1.0
    bodies.weight[:] = 1.0 / n_areas(world)
    d.rights[:] = rights[:, None]
    d.common[:] = 0.0
    d.seen[:] = 0.0
    return world


def cascaded_filters() -> Iterator[Row]:
    """Compare the error of local practice with that of two filters in a row."""
    gains = np.array([0.05, 0.1, 0.2, 0.3, 0.1])
    speeds = np.array([0.15, 0.15, 0.15, 0.4, 0.05])
    world = england(**_QUIET, local_gain=gains, practice_rate=speeds, local_noise=0.75)
    local = PLAIN.with_levers({**_ALONE, "missions.default.autonomy": 1.0})
    world = _equal_bodies(world, np.ones(N_MISSIONS))
    errors = []
    for now in months(world, local, 340):
        prepare_month(world, now, None)
        if now.month >= 100:
            off = world.bodies.practice - world.bodies.best
            errors.append((off * off).mean(axis=(0, 2)))
    found = np.mean(errors, axis=0)
    exact = np.array([filtered(0.75, a, b) for a, b in zip(gains, speeds, strict=True)])
    # A squared error is remembered for about half the longer of the two memories.
    memory = 2.0 / np.minimum(gains, speeds)
    n_free = n_areas(world) * N_DOMAINS * len(errors) / memory
    errors_away = np.abs(found / exact - 1.0) / (2.0 / n_free) ** 0.5
    worst = int(errors_away.argmax())
    yield Row(
        "V9",
        "white noise seen and then practised, no drift: mean squared error of practice "
        "for five pairs of speeds, the worst",
        float(exact[worst]),
        float(found[worst]),
        5.0 * float(exact[worst] * (2.0 / n_free[worst]) ** 0.5),
        FIVE_ERRORS,
    )


_RIGHTS = np.array([0.0, 1.0, 0.25, 0.5, 0.75])
_LOCAL_BIAS, _CENTRE_BIAS, _LOCAL_NOISE = 0.45, 0.15, 0.75


def _standardised(world: World) -> None:
    """Give needs, biases and rights their moments exactly, so that chance is small."""
    chance = np.random.default_rng(8)
    n = n_areas(world)
    signs = np.where(np.arange(n) < n // 2, 1.0, -1.0)
    for m in range(N_MISSIONS):
        for k in range(N_DOMAINS):
            world.bodies.need[:, m, k] = chance.permutation(signs)
            world.bodies.bias[:, m, k] = chance.permutation(signs)
            world.bodies.right_draw[:, m, k] = chance.permutation(
                (np.arange(n) + 0.5) / n
            )
    world.departments.plan_bias[:] = np.array([1.0, -1.0, 1.0, -1.0])


def _misfit(
    heterogeneity: float, *, averaging: bool, centre_noise: float
) -> tuple[Floats, float, float]:
    """Return squared errors by mission, and the noise of centre and places in them."""
    world = england(
        **{
            **_QUIET,
            "heterogeneity": heterogeneity,
            "local_bias": _LOCAL_BIAS,
            "centre_bias": _CENTRE_BIAS,
            "local_noise": _LOCAL_NOISE,
            "centre_noise": centre_noise,
        }
    )
    missions = ("growth", "energy", "crime", "nhs", "education")
    shared = PLAIN.with_levers(
        {
            **_ALONE,
            **{
                f"missions.{key}.autonomy": float(rights)
                for key, rights in zip(missions, _RIGHTS, strict=True)
            },
        }
    )
    world = _equal_bodies(world, _RIGHTS)
    _standardised(world)
    found = []
    for now in months(world, shared, 260):
        prepare_month(world, now._replace(averaging=averaging), None)
        if now.month >= 120:
            found.append((1.0 / world.bodies.fit - 1.0).mean(axis=0))
    b = world.beliefs[0]
    attended = world.centre.headroom[0] * world.departments.attention_ratio[1, 0]
    gain = b.centre_gain * min(b.centre_gain_ceiling, attended)
    blur = centre_noise / max(b.centre_noise_floor, attended) ** 0.5
    of_centre = filtered(blur, gain, b.practice_rate)
    of_places = filtered(_LOCAL_NOISE, b.local_gain, b.practice_rate)
    width = b.fit_width * b.fit_width
    return np.mean(found, axis=0) * width, float(of_centre), float(of_places)


def who_fits_better() -> Iterator[Row]:
    """Compare the heterogeneity at which places fit as well as the centre (Oates)."""
    _, of_centre, of_places = _misfit(0.5, averaging=False, centre_noise=0.275)
    square = _LOCAL_BIAS**2 + of_places - _CENTRE_BIAS**2 - of_centre
    level = float(square**0.5)
    found, of_centre, _ = _misfit(level, averaging=False, centre_noise=0.275)
    local = _LOCAL_BIAS**2 + of_places
    # Four series of the centre's noise, each remembered for some twenty months.
    error = 2.0 * _CENTRE_BIAS * (of_centre / N_DOMAINS * 20.0 / 140.0) ** 0.5
    yield Row(
        "V10",
        f"Oates: misfit under the centre less misfit under places at het² = lb² + V_l "
        f"− cb² − V_c, here het = {level:.3f}",
        0.0,
        float(found[0] - found[1]),
        5.0 * error,
        FIVE_ERRORS + ", of the centre's four noisy plans",
    )
    wrong = 0
    for factor in (0.7, 1.4):
        near, _, _ = _misfit(factor * level, averaging=False, centre_noise=0.275)
        wrong += (near[0] > near[1]) != (factor > 1.0)
    yield Row(
        "V10b",
        "the centre fits better at 0.7 of that heterogeneity, places at 1.4: wrong",
        0.0,
        float(wrong),
        0.0,
        "exact: a count of signs",
    )
    yield from _mixing(level, local)


def _mixing(level: float, local: float) -> Iterator[Row]:
    """Compare shared rights: allocation is linear in them, averaging a parabola."""
    central = level**2 + _CENTRE_BIAS**2
    n = n_areas(england()) * N_DOMAINS
    # Chance pairs needs with who decides, and with local biases where both decide: a
    # product of two signs.
    error = level * max(2.0 * _CENTRE_BIAS, 0.5 * _LOCAL_BIAS) / n**0.5
    found, _, _ = _misfit(level, averaging=False, centre_noise=0.0)
    exact = (1.0 - _RIGHTS) * central + _RIGHTS * local
    worst = int(np.abs(found - exact).argmax())
    yield Row(
        "V10c",
        "rights allocated: misfit linear in them, the worst of 0, ¼, ½, ¾, 1",
        float(exact[worst]),
        float(found[worst]),
        5.0 * error,
        FIVE_ERRORS,
    )
    found, _, _ = _misfit(level, averaging=True, centre_noise=0.0)
    exact = (1.0 - _RIGHTS) ** 2 * central + _RIGHTS**2 * local
    worst = int(np.abs(found - exact).argmax())
    yield Row(
        "V10d",
        "rights averaged: misfit (1−A)²(het² + cb²) + A²(lb² + V_l), the worst",
        float(exact[worst]),
        float(found[worst]),
        5.0 * error,
        FIVE_ERRORS,
    )


def shrinkage() -> Iterator[Row]:
    """Compare copying a mean that is known exactly with the best shrinkage."""
    noise, spread, gain = 0.75, 0.2, 0.1

    def condition(copied: float) -> float:
        a = gain + copied
        return (1.0 - gain / a) * spread**2 * (2.0 - a) ** 2 - gain * noise**2 * (
            1.0 - a
        )

    best = root(condition, 0.0, 0.3)
    copied = best * np.array([0.0, 1.0 / 3.0, 1.0, 2.0, 2.7])
    world = england(
        **{
            **_QUIET,
            "local_gain": gain,
            "local_noise": noise,
            "heterogeneity": spread,
            # So coarse a look at peers copies all alike, at half the lever.
            "peer_fit_scale": 1e12,
            "domain_order": 0.0,
        }
    )
    world.spreads[:] = 1.0
    world = _equal_bodies(world, np.full(N_MISSIONS, 0.25))
    _standardised(world)
    pooled = 0
    world.areas.near[:] = pooled
    world.bodies.start_capability[pooled] = 1e12
    world.bodies.capability[pooled] = 1e12
    for column in (world.bodies.need, world.bodies.belief, world.bodies.next_belief):
        column[pooled] = 0.0
    keys = ("growth", "energy", "crime", "nhs", "education")
    sharing = Scenario(name="sharing").with_levers(
        {
            f"missions.{key}.practice_sharing": 2.0 * float(rate)
            for key, rate in zip(keys, copied, strict=True)
        }
    )
    found = []
    for now in months(world, sharing, 300):
        prepare_month(world, now, None)
        if now.month >= 80:
            off = world.bodies.belief[1:] - world.bodies.best[1:]
            found.append((off * off).mean(axis=(0, 2)))
    a = gain + copied
    exact = (1.0 - gain / a) ** 2 * spread**2 + gain**2 * noise**2 / (a * (2.0 - a))
    seen = np.mean(found, axis=0)
    worst = int(np.abs(seen - exact).argmax())
    n_free = (n_areas(world) - 1) * N_DOMAINS * len(found) * gain
    yield Row(
        "V12",
        "copying the mean: squared error of belief (1−k/a)² h² + k² s²/(a(2−a)), the "
        "worst of five rates",
        float(exact[worst]),
        float(seen[worst]),
        5.0 * float(exact[worst]) * (4.0 / n_free) ** 0.5,
        FIVE_ERRORS,
    )
    yield Row(
        "V12b",
        f"the rate {best:.4f} that solves (1−k/a) h² (2−a)² = k s² (1−a) errs least: "
        "its rank among five",
        0.0,
        float((seen < seen[2]).sum()),
        0.0,
        "exact: a rank",
    )
