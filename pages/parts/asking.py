"""Asking the desk from a page: the answer so far, and what is still to come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from pages.address import TODAY, preset
from pages.desk.desk import BusyError, Desk, Ticket
from pages.desk.jobs import Answer, hash_of
from pages.parts.face import use_effect, use_ref, use_state, visitor
from sim.scenario.scenario import Scenario


@lru_cache(maxsize=1)
def the_desk() -> Desk:
    """Return the one desk of this server."""
    return Desk()


@lru_cache(maxsize=1)
def today_scenario() -> Scenario:
    """Return today's settings."""
    return preset(TODAY)


@contextmanager
def asked_ahead(scenario: Scenario) -> Iterator[None]:
    """Ask now what the page is about to ask, so that runs begin before it is drawn."""
    try:
        ticket = the_desk().ask(scenario, lambda _: None)
    except BusyError:
        ticket = Ticket(lambda: None)
    try:
        yield
    finally:
        ticket.drop()


def use_answers(
    scenarios: tuple[Scenario, ...],
) -> tuple[tuple[Answer, ...], Callable[[], None], bool]:
    """Return an answer for each scenario, renewed as runs come in.

    Returns
    -------
    answers : tuple of Answer
        Empty ones at first, unless they are kept.
    stop : callable
        Stops what is still running.
    is_busy : bool
        Whether the desk had to refuse.
    """
    hashes = tuple(hash_of(scenario) for scenario in scenarios)
    known_at_first: dict[str, Answer] = {}
    answers, set_answers = use_state(known_at_first)
    is_busy, set_busy = use_state(False)
    none_yet: list[Ticket] = []
    tickets = use_ref(none_yet)

    def stop() -> None:
        for ticket in tickets.current:
            ticket.drop()
        tickets.current = []

    def ask() -> Callable[[], None]:
        context = visitor()

        def told(answer: Answer) -> None:
            # The desk's threads belong to no visitor; the page to be drawn does.
            with context:
                set_answers(lambda known: _with(known, answer, hashes))

        try:
            tickets.current = [the_desk().ask(s, told) for s in scenarios]
            set_busy(False)
        except BusyError:
            set_busy(True)
        return stop

    use_effect(ask, [hashes])
    found = []
    for scenario in scenarios:
        known = answers.get(hash_of(scenario)) or the_desk().known(scenario)
        found.append(known or Answer(scenario))
    return tuple(found), stop, is_busy


def _with(
    known: dict[str, Answer], answer: Answer, wanted: tuple[str, ...]
) -> dict[str, Answer]:
    """Return what is known with an answer added, unless a later one is there."""
    key = answer.hash
    if known.get(key) is answer:
        return known  # the very same, so that nothing is drawn anew
    kept = {key: a for key, a in known.items() if key in wanted}
    if key not in wanted:
        return kept
    before = kept.get(key)
    if before is not None and _n_runs(before) > _n_runs(answer):
        return kept
    return kept | {key: answer}


def _n_runs(answer: Answer) -> int:
    return len(answer.first) + 10 * len(answer.full)
