"""What rules may be given: every belief and argument, drawn for property tests.

An argument's name says what it is, and means the same in almost every rule, so its
range stands once, by its name, below.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import FunctionType, SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sim.scenario.beliefs import declared_beliefs
from sim.scenario.names import MISSIONS, N_MISSIONS
from sim.scenario.priors import LogUniform, Uniform

DECLARED = declared_beliefs()
# What the rounding of a few operations may do to numbers of about one.
ROUNDING = 1e-12
about = partial(pytest.approx, rel=ROUNDING, abs=ROUNDING)
# A bell has no edge: all but a billionth on either side.
_FARTHEST = 1e-9

_OTHER = "another value"

# Rules have few corners, and there are many rules.
_N_EXAMPLES = 40

type Rule = Callable[..., float]
type Test = Callable[..., None]
type Range = tuple[float, float]
type Within = Range | SearchStrategy


def for_all(
    *given_in_order: SearchStrategy, **given_by_name: SearchStrategy
) -> Callable[[Test], Test]:
    """Run a test on many examples, like ``given``, however slow the machine."""
    enough = settings(max_examples=_N_EXAMPLES, deadline=None)
    return lambda test: enough(given(*given_in_order, **given_by_name)(test))


def _tidy(x: object) -> object:
    # Finer than anybody sets a belief, coarse enough that rounding stays out of it.
    return round(x, 9) if isinstance(x, float) else x


def numbers(low: float, high: float) -> SearchStrategy[float]:
    """Draw numbers of nine decimals from ``low`` to ``high``, edges among them."""
    return st.floats(low, high).map(lambda x: round(x, 9))


SHARE = (0.0, 1.0)
# Strictly between 0 and 1, as draws are.
LUCK = (1e-9, 1.0 - 1e-9)
# Normal draws made of 32 bits lie within 6.4.
NORMAL = (-6.4, 6.4)
SDS = (-4.0, 4.0)
REAL = (-5.0, 5.0)
AMOUNT = (0.0, 10.0)
POSITIVE = (0.01, 10.0)
EXCESS = (-1.0, 1.0)

shares = numbers(*SHARE)


def _each(names: str, within: Within) -> dict[str, Within]:
    return dict.fromkeys(names.split(), within)


_BY_NAME: dict[str, Within] = {
    **_each(
        "accepting agreement anchor announced asked attention audit autonomy "
        "contract_share control coordination council council_delay "
        "council_external crisis dependence disruption dispute efficacy "
        "evaluation expected fatigue fit habit heard incoherence introspection "
        "matched_share mean_rights national_ask openness own_fit "
        "partnerships_unit peer_fit pressure reinvest_share reported rights "
        "salience share_active share_helping signal stock target_pressure "
        "threshold throughput total transition_loss trust unit_service unmatched "
        "usual usual_evaluation usual_pressure usual_share voice voice_response "
        "weight broken_promise rights_given rights_lost change announced_change "
        "outsourced quality_enforcement union_voice stipend partnership joined "
        "reachable earned earned_autonomy raised share_protesting grieved "
        "unmatched_share rights_moved after_scandal clean_up support",
        SHARE,
    ),
    **_each("draw luck right_draw reopening_draw", LUCK),
    **_each("bias direction loudest noise shock", NORMAL),
    **_each("deprivation disposition mean_resources resources", SDS),
    **_each(
        "age_effect belief best common local need plan readiness regional "
        "staying_power stock_logit surprise log_investment inclination uncertainty "
        "growth education nhs energy crime unrest",
        REAL,
    ),
    **_each(
        "area_hazard ask_multiplier attended attention_ratio brokerage "
        "business_ratio capacity coproduction_ratio crowding gaming hosting "
        "informal_ratio labour level loss matched matched_ratio "
        "measured_effort misfit offered own processing queue relative_attention "
        "requests slots squared_error stake state state_input "
        "unmeasured_effort usual_hours usual_matched effort_that_fits plan_moved "
        "building riot hosts_open spare spare_here moved served this_month measured "
        "unmeasured months_left grievance growth_effort business_input",
        AMOUNT,
    ),
    **_each(
        "capability demand front_line load money motivation "
        "smoothed society start tilt time_factor usual_capability workforce",
        POSITIVE,
    ),
    **_each(
        "gap_excess heard_excess money_change news own_level pressure_excess "
        "ties_excess token_excess usual_gap event_money income_change reported_excess "
        "investment_excess joined_excess dispute_excess distance usual_distance "
        "income_growth shift pay_gap",
        EXCESS,
    ),
    **_each("transition returned", (0.0, 0.2)),
    "admin_cut": (0.0, 0.5),
    "age_band": st.integers(0, 5),
    "band": st.integers(0, 2),
    "available": (0.0, 300.0),
    "budget_change": (-0.3, 0.2),
    "business_match": (0.0, 0.05),
    "capability_spend": (0.0, 0.05),
    "deliberation_rate": (0.0, 0.05),
    "devolver_share": (0.05, 0.95),
    "domain_spread": (0.0, 3.0),
    "equalisation": (-0.5, 0.5),
    "exhortation": (0.5, 3.0),
    "free_time": (0.0, 255.0),
    "headroom": (0.001, 20.0),
    "hours": (0.0, 200.0),
    "hours_left": (-10.0, 300.0),
    "lag": (0.0, 60.0),
    "matching": (1.0, 2.0),
    "members": (0.0, 1e6),
    "mobilisation_spend": (0.0, 0.15),
    "month": st.integers(0, 240),
    "multiplier": (0.0, 3.0),
    "n_citizens": (1.0, 900_000.0),
    "n_missions": st.integers(1, 5),
    "outsourced_share": (0.0, 0.6),
    "path": (0.0, 200.0),
    "practice_sharing": (0.0, 0.3),
    "published": (0.0, 200.0),
    "reserves": (0.0, 24.0),
    "scandal": (0.0, 2.0),
    "share": (0.05, 0.95),
    "time_left": (0.0, 300.0),
    "variance_of_rights": (0.0, 0.25),
    "wanted": (0.0, 0.6),
    "worth": st.sampled_from([1.0, 0.01, -0.01]),
}

# Where a name means something of another size.
_IN_ONE_RULE: dict[tuple[str, str], Within] = {
    ("business_input", "investment_excess"): (-1.4, 1.4),
    ("domain_spread", "base"): (0.01, 5.0),
    ("fails", "share"): SHARE,
    ("front_line_money", "coordination"): (0.0, 0.5),
    ("helping_chance", "base"): LUCK,
    ("joining_level", "attention"): AMOUNT,
    ("leaving_chance", "base"): LUCK,
    ("learned", "signal"): REAL,
    ("local_money", "usual"): POSITIVE,
    ("next_investment", "demand"): REAL,
    ("next_outsourced_share", "share"): SHARE,
    ("next_plan", "signal"): REAL,
    ("next_smoothed", "pressure"): POSITIVE,
    ("next_stock", "pressure"): POSITIVE,
    ("next_need", "regional"): NORMAL,
    ("next_need", "local"): NORMAL,
    ("next_uncertainty", "uncertainty"): AMOUNT,
    ("pay_gap", "shock"): EXCESS,
    ("pressure_felt", "own"): POSITIVE,
    ("pressure_felt", "regional"): POSITIVE,
    ("public_money_change", "share"): SHARE,
    ("share_after_failure", "share"): SHARE,
    ("shrunk", "regional"): AMOUNT,
    ("still_unmatched", "moved"): SHARE,
    ("still_unmatched", "unmatched"): (1.0, 10.0),
}


def argument(rule: Rule, name: str) -> Within:
    """Return what one argument of a rule may be."""
    if inspect.signature(rule).parameters[name].annotation is bool:
        return st.booleans()
    found = _IN_ONE_RULE.get((rule.__name__, name), _BY_NAME.get(name))
    if found is None:
        raise LookupError(f"{rule.__name__}: say in {__file__} what {name} may be")
    return found


@cache
def beliefs_read(rule: Rule) -> tuple[str, ...]:
    """Return the names of beliefs that a rule, or a rule that it calls, may read."""
    code, around = rule.__code__, rule.__globals__
    names = {name for name in code.co_names if name in DECLARED}
    for name in code.co_names:
        called = around.get(name)
        if isinstance(called, FunctionType) and called is not rule:
            names.update(beliefs_read(called))
    return tuple(sorted(names))


def _plausible(name: str, mission: int) -> Range:
    """Return where a mission's prior lies, or the bounds of what is never drawn."""
    belief = DECLARED[name]
    prior = belief.priors[mission]
    if belief.is_constant:
        return _legal(name, mission)
    if prior is None:
        return belief.defaults[mission], belief.defaults[mission]
    if isinstance(prior, Uniform | LogUniform):
        return prior.low, prior.high
    return (
        belief.value_at(_FARTHEST, mission),
        belief.value_at(1.0 - _FARTHEST, mission),
    )


# At zero these divide nothing by nothing.
_ABOVE_ZERO = {
    "attention_other_business": 0.01,
    "attention_status_quo": 0.01,
    "business_micro_employment": 0.01,
    "cobb_douglas_window": 1e-6,
    "parking_offset": 0.01,
}


def _legal(name: str, mission: int) -> Range:
    del mission
    low, high = DECLARED[name].bounds
    return _ABOVE_ZERO.get(name, low), high


def _drawn(
    parameters: Mapping[str, Within],
    rules: tuple[Rule, ...],
    ranges: Mapping[str, Within],
    usual: Callable[[str, int], Range],
) -> SearchStrategy[dict[str, object]]:
    """Draw arguments, and as ``b`` the beliefs that rules read, of some mission."""
    names = sorted({name for rule in rules for name in beliefs_read(rule)})
    missions = {
        tuple((name, usual(name, mission)) for name in names)
        for mission in range(N_MISSIONS)
    }

    def of_mission(beliefs: tuple[tuple[str, Range], ...]) -> SearchStrategy:
        within = {**parameters, **dict(beliefs)}
        drawn = {
            name: st.floats(*wide) if isinstance(wide, tuple) else wide
            for name, wide in ((n, ranges.get(n, w)) for n, w in within.items())
        }
        return st.fixed_dictionaries(drawn).map(_with_beliefs)

    def _with_beliefs(drawn: dict[str, object]) -> dict[str, object]:
        given = {name: _tidy(drawn[name]) for name in parameters}
        given["b"] = SimpleNamespace(**{name: _tidy(drawn[name]) for name in names})
        return given

    return st.one_of([of_mission(beliefs) for beliefs in sorted(missions)])


def beliefs(*rules: Rule, **ranges: Within) -> SearchStrategy[SimpleNamespace]:
    """Draw plausible beliefs: each within its prior, or its bounds if it has none.

    ``ranges`` narrow some by name.
    """
    return _drawn({}, rules, ranges, _plausible).map(lambda given: given["b"])


def usual_beliefs(mission: str = "nhs", **changes: float) -> SimpleNamespace:
    """Return the defaults of one mission's beliefs, but for ``changes``."""
    m = MISSIONS.index(mission)
    defaults = {name: belief.defaults[m] for name, belief in DECLARED.items()}
    return SimpleNamespace(**{**defaults, **changes})


def _arguments(rule: Rule) -> dict[str, Within]:
    names = inspect.signature(rule).parameters
    return {name: argument(rule, name) for name in names if name != "b"}


@dataclass(frozen=True)
class Call:
    """A rule with all that it is given, ready to be called."""

    rule: Rule
    given: dict[str, object]

    def __call__(self) -> float:
        """Return what the rule gives."""
        return self.rule(**self.given)


def _for_rule(rule: Rule, given: dict[str, object]) -> dict[str, object]:
    return {name: given[name] for name in inspect.signature(rule).parameters}


def calls(rule: Rule, **ranges: Within) -> SearchStrategy[Call]:
    """Draw calls of a rule with anything legal; ``ranges`` narrow it by name."""
    drawn = _drawn(_arguments(rule), (rule,), ranges, _legal)
    return drawn.map(lambda given: Call(rule, _for_rule(rule, given)))


@dataclass(frozen=True)
class Comparison:
    """A rule called with less, and with more, of one argument, all else equal."""

    rule: Rule
    argument: str
    less: object
    more: object
    others: dict[str, object]

    def results(self) -> tuple[float, float]:
        """Return what the rule gives for less and for more."""
        return (
            self.rule(**{**self.others, self.argument: self.less}),
            self.rule(**{**self.others, self.argument: self.more}),
        )


def with_more(
    rule: Rule, *arguments: str, **ranges: Within
) -> SearchStrategy[Comparison]:
    """Draw comparisons, each in one of ``arguments``, under plausible beliefs.

    ``ranges`` narrow arguments and beliefs by name.
    """

    def of(argument_name: str) -> SearchStrategy[Comparison]:
        within = _arguments(rule)
        wide = ranges.get(argument_name, within[argument_name])
        drawn = _drawn({**within, _OTHER: wide}, (rule,), ranges, _plausible)
        return drawn.map(lambda given: _comparison(rule, argument_name, given))

    return st.one_of([of(name) for name in arguments])


def _comparison(rule: Rule, argument_name: str, given: dict[str, object]) -> Comparison:
    less, more = sorted((given[argument_name], given[_OTHER]))
    return Comparison(rule, argument_name, less, more, _for_rule(rule, given))
