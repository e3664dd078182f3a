"""Explore: move a lever, and the model itself answers for every mission."""

from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup

from experiments.words import scale_of
from pages.address import TODAY, View, address_of, preset
from pages.bands import band_of
from pages.desk.jobs import Answer
from pages.desk.tiers import FULL
from pages.parts.asking import asked_ahead, today_scenario, use_answers
from pages.parts.components import Chart, Choice, Levers, Press
from pages.parts.face import box, component, piece, use_ref
from pages.parts.fans import Fan, fan_option, fan_table
from pages.parts.looks import TODAY_LOOK, YOUR_LOOK
from pages.parts.moved import moved_table
from pages.parts.participation import ParticipationCard
from pages.parts.region_map import region_map_card
from pages.parts.sliders import ACTS, ALL, moved_to, n_moved, slider_groups
from pages.parts.words import (
    TODAY_TITLE,
    against_today,
    chance_words,
    provenance,
    short,
    source_line,
    truth_words,
)
from sim.missions import MISSIONS, Mission
from sim.scenario.shipped import preset_names

PUBLISHED, TRUE = "published", "true"
FIGURES = (PUBLISHED, TRUE)
_HEIGHT = 190

type SetView = Callable[[View], None]


@component
def ExplorePage(view: View, change: SetView) -> None:  # noqa: N802
    """Show levers on the left and what the model says on the right."""
    scenario = view.scenario()
    (today, mine), stop, is_busy = use_answers((today_scenario(), scenario))
    shown = _use_last_shown(mine)
    is_stale = shown is not mine
    piece(Markup("<h1 class='vh'>Explore</h1>"))
    _bar(view, change, mine, stop)
    if today.is_yardstick and shown is not None:
        piece(_strip(view, shown, today), "nav", "strip")
    with box("explore"):
        _lever_panel(view, change)
        with box("answers"):
            if is_busy:
                piece(_busy())
            elif not today.is_yardstick or shown is None:
                piece(_preparing(today))
            else:
                piece(against_today(shown, today), classes="say big")
                _cards(view, shown, today, is_stale)
                _places(view, change, shown, today)


def _use_last_shown(mine: Answer) -> Answer | None:
    """Return the newest answer there is something to show of."""
    nothing: Answer | None = None
    last = use_ref(nothing)
    if not mine.is_empty:
        last.current = mine
    return last.current


def _bar(view: View, change: SetView, mine: Answer, stop: Callable[[], None]) -> None:
    presets = {name: preset(name).title for name in preset_names()}
    count = len(view.moved)
    suffix = f", {n_moved_words(view)}" if count else ""
    options = [
        {
            "value": name,
            "text": (TODAY_TITLE if name == TODAY else title)
            + (suffix if name == view.base else ""),
        }
        for name, title in sorted(presets.items(), key=lambda p: p[0] != TODAY)
    ]

    def start_from(name: str) -> None:
        change(replace(view, base=name, moved={}))

    with box("sbar"):
        Choice(
            name="from",
            label="Start from",
            value=view.base,
            options=options,
            grow=False,
            event_chosen=start_from,
        )
        Choice(
            name="act",
            label="Levers act on",
            value=view.choice("act", ACTS, ALL),
            options=[{"value": ALL, "text": "All five missions"}]
            + [{"value": m.key, "text": short(m)} for m in MISSIONS],
            grow=False,
            event_chosen=lambda act: change(view.choose(act=act)),
        )
        Choice(
            name="show",
            label="Figures",
            value=view.choice("show", FIGURES, PUBLISHED),
            options=[
                {"value": PUBLISHED, "text": "As published"},
                {"value": TRUE, "text": "As they truly are"},
            ],
            grow=False,
            event_chosen=lambda show: change(view.choose(show=show)),
        )
        piece(_status(mine), classes="grow refine")
        if not mine.is_done:
            Press(label="Stop", main=False, off=False, event_pressed=lambda _: stop())
        piece(
            Markup(
                "<button type='button' class='btn' data-copy>Copy link</button> "
                "<a class='btn p' href='{}'>Make a brief</a>"
            ).format(address_of(view, "brief")),
            classes="acts",
        )


def n_moved_words(view: View) -> str:
    """Return how many levers were moved away from the preset, in words."""
    names = {path.split(".", 2)[-1] for path in view.moved}
    return f"{len(names)} lever{'s' if len(names) > 1 else ''} changed"


def _status(mine: Answer) -> Markup:
    """Return the one line that says how far the answer is."""
    n, total = len(mine.full), FULL.replicates
    if mine.is_done:
        words = Markup("All {} repeats are in.").format(total)
    elif mine.is_empty:
        words = Markup("<b>Asking the model.</b>")
    else:
        words = Markup(
            "<b>Refining: {} of {} repeats.</b> Bands are wider until it is done."
        ).format(n, total)
    bar = (
        Markup("")
        if mine.is_done
        else Markup("<progress max='{}' value='{}' aria-label='Repeats'></progress>")
    ).format(total, n)
    return Markup("{}<span role='status' aria-live='polite'>{}</span>").format(
        bar, words
    )


def _lever_panel(view: View, change: SetView) -> None:
    act = view.choice("act", ACTS, ALL)
    none_yet: list[View] = []
    before = use_ref(none_yet)

    def move(event: dict[str, object]) -> None:
        new = moved_to(view, str(event["key"]), float(str(event["value"])))
        before.current = [*before.current[-49:], view]
        with asked_ahead(new.scenario()):
            change(new)

    def undo(_: object) -> None:
        if before.current:
            change(before.current.pop())

    def reset(_: object) -> None:
        before.current = [*before.current[-49:], view]
        change(replace(view, base=TODAY, moved={}))

    Levers(
        groups=slider_groups(view, act),
        n_moved=n_moved(view),
        can_undo=bool(before.current),
        event_move=move,
        event_undo=undo,
        event_reset=reset,
    )


def _busy() -> Markup:
    return Markup(
        "<div class='note warn' role='alert'><b>Many people are asking at once.</b>"
        "Your settings are kept in the address. Move a lever to ask again.</div>"
    )


def _preparing(today: Answer) -> Markup:
    return Markup(
        "<div class='note' role='status'><b>The model is being prepared.</b>{} of {} "
        "repeats of today’s settings are in. This happens once; answers then take "
        "seconds.</div>"
    ).format(len(today.full), FULL.replicates)


def _cards(view: View, mine: Answer, today: Answer, is_stale: bool) -> None:
    figure = view.choice("show", FIGURES, PUBLISHED)
    piece(_key(mine, today))
    with box("cards", "stale" if is_stale else ""):
        for mission in MISSIONS:
            MissionCard(mission, mine, today, figure == PUBLISHED)
        ParticipationCard(mine, today)


def _key(mine: Answer, today: Answer) -> Markup:
    yours = "" if mine.hash == today.hash else (
        "<li class='k3'>▲ Your scenario</li>"
    )  # fmt: skip
    return Markup(
        "<ul class='key'>{}<li class='k1'>● Today’s settings</li><li>Bands: half and "
        "nine tenths of runs</li><li>Black dot: official figure</li></ul>"
    ).format(Markup(yours))


@component
def MissionCard(  # noqa: N802
    mission: Mission, mine: Answer, today: Answer, is_published: bool
) -> None:
    """Draw a mission's figure; only where one of its arguments is another."""
    number = mission.number
    name = "measured" if is_published else "indicator"
    is_today = mine.hash == today.hash
    usual = band_of(today, today, name, number)
    if is_today:
        fans = [Fan("Today", TODAY_LOOK, usual, is_main=True)]
    else:
        band = band_of(mine, today, name, number)
        fans = [
            Fan("Today", TODAY_LOOK, usual, is_main=False, has_band=False),
            Fan("Yours", YOUR_LOOK, band, is_main=True),
        ]
    scale = scale_of(mission.unit)
    last = fans[-1].band
    level = scale.level(float(last.middle[-1]))
    span = scale.range(float(last.p05[-1]), float(last.p95[-1]))
    starts = mine.scenario.starts
    kind = "Published" if is_published else "True"
    after = chance_words(mine, mission)
    if is_published:
        after += truth_words(mine, mission)
    Chart(
        name=mission.key,
        heading=short(mission),
        note=f"{mission.indicator}. {kind} figure, {_unit(mission)}",
        label=f"{mission.title}: {mission.indicator}. {kind} figure: in March 2030 "
        f"the model says {level}, 90% range {span}. The table holds the numbers.",
        option=fan_option(
            mission,
            fans,
            starts=starts,
            height=_HEIGHT,
            is_rough=not mine.is_done,
            is_published=is_published,
        ),
        table=fan_table(mission, fans, starts),
        after=str(after + provenance(mine)),
        source=source_line(mine),
        stamp=f"{mine.hash[:12]}-{len(mine.first)}-{len(mine.full)}",
        height=_HEIGHT,
        event_pick=lambda _: None,
    )


def _strip(view: View, mine: Answer, today: Answer) -> Markup:
    """Return all answers in a line, which stays in sight on a phone."""
    is_published = view.choice("show", FIGURES, PUBLISHED) == PUBLISHED
    name = "measured" if is_published else "indicator"
    return Markup("<h2 class='vh'>Answers, March 2030</h2>") + Markup("").join(
        Markup("<a href='#t-{}'><b>{}</b>{}</a>").format(
            mission.key,
            scale_of(mission.unit).level(
                float(band_of(mine, today, name, mission.number).middle[-1])
            ),
            short(mission).split(" ")[-1].capitalize()
            if mission.key != "nhs"
            else short(mission),
        )
        for mission in MISSIONS
    )


def _unit(mission: Mission) -> str:
    scale = scale_of(mission.unit)
    return scale.sign or mission.unit


def _places(view: View, change: SetView, mine: Answer, today: Answer) -> None:
    with box("lower"):
        region_map_card(view, change, mine, today)
        piece(moved_table(view), classes="card")
