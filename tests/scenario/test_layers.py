"""Claims about files: what they may say, whom they may extend, what wins."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.layers import FIRST_MONTH, parse_setting, read_layers
from sim.scenario.scenario import Scenario

Write = Callable[..., Path]


def test_a_later_layer_s_default_wins_over_an_earlier_layer_s_named_mission(
    write: Write,
) -> None:
    write("[missions.nhs]\naudit = 0.9", "parent.toml")
    child = write(
        '[scenario]\nextends = "parent.toml"\n[missions.default]\naudit = 0.5'
    )

    assert Scenario.load(child).missions.nhs.audit == 0.5


def test_options_are_one_layer_after_the_file(write: Write) -> None:
    path = write("[missions.nhs]\naudit = 0.9\nvoice = 0.9")

    options = ["missions.nhs.audit=0.4", "missions.default.audit=0.3"]
    scenario = Scenario.load(path, [*options, "missions.default.voice=0.2"])

    assert scenario.missions.nhs.audit == 0.4
    assert scenario.missions.crime.audit == 0.3
    assert scenario.missions.nhs.voice == 0.2


def test_of_two_options_for_one_path_the_later_wins() -> None:
    options = [
        "missions.nhs.autonomy=0.5",
        "missions.nhs.autonomy.design=0.8",
        "missions.nhs.autonomy=0.3",
    ]

    scenario = Scenario.load("status_quo_2025", options)

    assert scenario.missions.nhs.autonomy.design == 0.3


def test_a_partial_table_leaves_the_rest_to_earlier_layers(write: Write) -> None:
    path = write(
        '[scenario]\nextends = "blair_command"\n[missions.nhs.autonomy]\ndesign = 0.8'
    )

    rights = Scenario.load(path).missions.nhs.autonomy

    assert (rights.standards, rights.design) == (0.05, 0.8)


def test_parents_are_found_from_the_file_that_names_them(write: Write) -> None:
    write("[national]\nadmin_cut = 0.1", "a/parent.toml")
    write('[scenario]\nextends = "../a/parent.toml"', "b/middle.toml")
    child = write('[scenario]\nextends = "b/middle.toml"', "child.toml")

    assert Scenario.load(child).national.admin_cut == 0.1
    assert len(read_layers(child)) == 3


def test_a_preset_in_the_way_of_a_file_is_the_preset(write: Write) -> None:
    write("[national]\nadmin_cut = 0.1", "blair_command.toml")
    by_name = write('[scenario]\nextends = "blair_command"')
    by_path = write('[scenario]\nextends = "./blair_command.toml"', "other.toml")

    assert Scenario.load(by_name).national.admin_cut == 0.0
    assert Scenario.load(by_path).national.admin_cut == 0.1


def test_events_of_parents_happen_too(write: Write) -> None:
    write('[[events]]\nkind = "pandemic"\nstart = 20', "parent.toml")
    child = write(
        '[scenario]\nextends = "parent.toml"\n'
        '[[events]]\nkind = "national_ask"\nstart = 3'
    )

    kinds = [event.kind for event in Scenario.load(child).events]

    assert kinds == ["national_ask", "pandemic"]


def test_the_first_month_is_inherited_but_names_are_not(write: Write) -> None:
    write('[scenario]\nname = "old"\ntitle = "Old"\nstarts = "2010-05"', "parent.toml")
    scenario = Scenario.load(write('[scenario]\nextends = "parent.toml"'))

    assert scenario.starts == "2010-05"
    assert (scenario.name, scenario.title, scenario.description) == (
        "leeds",
        "leeds",
        "",
    )


def test_an_empty_file_is_the_status_quo(write: Write) -> None:
    scenario = Scenario.load(write("", "my plan!.toml"))

    quo = Scenario.load("status_quo_2025")
    assert scenario.name == "my_plan_"
    assert scenario.starts == FIRST_MONTH
    assert (scenario.national, scenario.missions) == (quo.national, quo.missions)


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "leeds.toml"
    path.write_bytes(b"\xef\xbb\xbf[national]\nadmin_cut = 0.1")

    assert Scenario.load(path).national.admin_cut == 0.1


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("national = ", "", "this is not TOML"),
        ("x = " + "1" * 5000, "", "this is not TOML"),
        ("x = " + "[" * 5000, "", "this is not TOML"),
        ("[nation]\nx = 1", "", "'nation' is not known"),
        ("scenario = 3", ", scenario", "3 is not a table"),
        ("[scenario]\nnam = 'x'", ", scenario", "'nam' is not known"),
        ("[scenario]\nname = 3", ", scenario.name", "3 is not a text"),
        ("[scenario]\nname = ''", ", scenario.name", "'' cannot be a name"),
        ("[scenario]\nname = 'a/b'", ", scenario.name", "'a/b' cannot be a name"),
        ('[scenario]\nname = "a\\nb"', ", scenario.name", "cannot be a name"),
        ("[scenario]\nstarts = '2025'", ", scenario.starts", "'2025' is not a month"),
        ("[scenario]\nstarts = '2025-13'", ", scenario.starts", "is not a month"),
        ("[scenario]\nstarts = 2025-04-01", ", scenario.starts", "is not a text"),
        ("[scenario]\nextends = 3", ", scenario.extends", "3 is not a text"),
        ("[scenario]\nextends = 'x.toml'", ", scenario.extends", "there is no file"),
        ("[scenario]\nextends = '..'", ", scenario.extends", "neither a preset nor"),
        ("[scenario]\nextends = 'leeds.toml'", ", scenario.extends", "in a circle"),
        ("events = 3", ", events", "3 is not a list"),
        ("[[events]]\nkind = 'x'\nstart = 1", ", events 1, kind", "'x' is not known"),
        ("[missions]\naudit = 1", ", missions", "'audit' is not known"),
    ],
)
def test_a_wrong_file_is_refused_where_it_is_wrong(
    write: Write, text: str, where: str, what: str
) -> None:
    path = write(text)

    with pytest.raises(ScenarioError) as caught:
        Scenario.load(path)

    assert f"{path}{where}" == caught.value.where
    assert what in caught.value.what


def test_a_circle_of_files_is_refused(write: Write) -> None:
    write('[scenario]\nextends = "b.toml"', "a.toml")
    path = write('[scenario]\nextends = "a.toml"', "b.toml")

    with pytest.raises(ScenarioError, match="extends itself in a circle"):
        Scenario.load(path)


def test_a_misspelt_preset_is_refused_with_the_nearest() -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario.load("blair_comand")

    assert caught.value.nearest == "blair_command"
    assert "status_quo_2025" in caught.value.allowed


@pytest.mark.parametrize("name", ["nowhere.toml", "/", "a/b", "\0.toml", "x" * 5000])
def test_what_is_no_file_is_refused(name: str) -> None:
    with pytest.raises(ScenarioError):
        Scenario.load(name)


def test_a_file_that_is_no_text_or_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leeds.toml"
    for content in (b"\xff\xfe\x00", b"#" * 1_000_001):
        path.write_bytes(content)
        with pytest.raises(ScenarioError, match=r"leeds\.toml: the file is"):
            Scenario.load(path)


def test_a_file_that_may_not_be_read_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reason for the stand-in: nothing is closed to root, who may run the tests."""

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    path = write("")
    monkeypatch.setattr(Path, "read_text", refuse)

    with pytest.raises(ScenarioError, match="cannot be read: Permission"):
        Scenario.load(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("missions.nhs.audit=0.9", ("missions.nhs.audit", 0.9)),
        (" national.admin_cut = 0.15 ", ("national.admin_cut", 0.15)),
        ("mechanisms.gaming=false", ("mechanisms.gaming", False)),
        ("structure.mixing=averaging", ("structure.mixing", "averaging")),
        ('structure.mixing="averaging"', ("structure.mixing", "averaging")),
        (
            "missions.nhs.autonomy={standards=0.05,finance=0.1,design=0.8,community=0.9}",
            (
                "missions.nhs.autonomy",
                {"standards": 0.05, "finance": 0.1, "design": 0.8, "community": 0.9},
            ),
        ),
    ],
)
def test_a_setting_is_a_path_and_a_toml_value(
    text: str, expected: tuple[str, object]
) -> None:
    assert expected == parse_setting(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "it has no value"),
        ("missions.nhs.audit", "it has no value"),
        ("missions.nhs.audit=", "it has no value"),
        ("=0.5", "'' is not a path"),
        ("audit=0.5", "'audit' is not a path"),
        ("missions..audit=0.5", "'missions..audit' is not a path"),
        ("missions.nhs.audit=.5", "'.5' is not a TOML value"),
        ("missions.nhs.audit={", "'{' is not a TOML value"),
        ("missions.nhs.audit=1\nx=2", "it holds more than one value"),
    ],
)
def test_what_is_no_setting_is_refused(text: str, what: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_setting(text)

    assert caught.value.where.startswith("--set")
    assert what == caught.value.what
