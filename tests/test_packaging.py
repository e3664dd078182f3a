"""Claims about the lock, the extras and the set-up script."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text()
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT = PYPROJECT["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = [
    *PROJECT["dependencies"],
    *(wanted for extra, group in EXTRAS.items() if extra != "all" for wanted in group),
]


def test_all_is_every_extra() -> None:
    (everything,) = EXTRAS["all"]

    assert Requirement(everything).extras == set(EXTRAS) - {"all"}


def test_the_container_copies_what_exists_and_starts_the_command() -> None:
    text = (ROOT / "Containerfile").read_text()
    release = re.search(r"^FROM python:3\.(\d+)", text, re.MULTILINE)

    assert release is not None
    assert f"Programming Language :: Python :: 3.{release[1]}" in PROJECT["classifiers"]
    assert f'CMD ["{next(iter(PROJECT["scripts"]))}"' in text
    assert set(re.findall(r"EXTRA=(\w+)", text)) <= set(EXTRAS)


def test_lock_names_no_address_and_no_path() -> None:
    assert re.findall(r"://|file:|\s@\s|(?<!\S)/\S+", LOCK) == []


def test_every_pin_in_the_lock_has_a_hash() -> None:
    entries = re.split(r"\n(?=\w)", LOCK.strip())

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("wanted", WANTED)
def test_lock_satisfies_every_requirement(wanted: str) -> None:
    requirement = Requirement(wanted)

    pins = re.findall(rf"^{re.escape(requirement.name)}==(\S+)", LOCK, re.MULTILINE)

    assert [pin for pin in pins if pin in requirement.specifier] == pins != []


def test_lock_holds_the_build_backend() -> None:
    assert set(PYPROJECT["build-system"]["requires"]) <= set(EXTRAS["dev"])


# Stands in for a Python: makes an environment and installs in no time, offline, and
# keeps a log. What the script asks of the standard library, a real Python answers.
STAND_IN = r"""#!/bin/sh
log() { printf '%s\n' "$1" >>"$LOG"; }
case "$*" in
    *ensurepip*) printf '%s\n' "$0" ;;
    *"-m venv"*)
        log "venv by ${0##*/}"
        mkdir -p "$4/bin"
        cp "$0" "$4/bin/python" ;;
    *--require-hashes*)
        log packages
        [ -z "${DIE-}" ] || kill -KILL "$PPID" ;;
    *--editable*)
        log project
        bin=${0%/*}
        printf '%s\n' '#!/bin/sh' '[ "$1" = cache ] || echo "ran: $*"' \
            '[ "$1" != fail ] || exit 7' >"$bin/groundswell"
        chmod +x "$bin/groundswell" ;;
    *) exec REAL "$@" ;;
esac
""".replace("REAL", sys.executable)
DEAD = "#!/bin/sh\necho 'python: no such version' >&2\nexit 127\n"
TOOLS = ("cat", "chmod", "cp", "dirname", "mkdir", "mv", "readlink", "rm", "sh")
BUILT = ["venv by python3.13", "packages", "project"]


class Clone:
    """A copy of the set-up script on a machine with chosen Pythons only."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "my clone"
        self.script = self.home / "groundswell"
        self.log_file = folder / "log"
        self.bin = folder / "bin"
        self.home.mkdir()
        self.bin.mkdir()
        shutil.copy(ROOT / "groundswell", self.script)
        (self.home / "requirements.lock").write_text("# none\n")
        (self.home / "pyproject.toml").write_text("[project]\n")
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)

    def add_python(self, name: str, text: str = STAND_IN) -> None:
        path = self.bin / name
        path.write_text(text)
        path.chmod(0o755)

    def start(
        self, *arguments: str, script: Path | None = None, **environment: str
    ) -> subprocess.Popen[str]:
        fixed = {"PATH": self.bin, "HOME": self.bin, "LOG": self.log_file}
        return subprocess.Popen(
            [script or self.script, *arguments],
            cwd=self.bin,
            env={**fixed, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(
        self, *arguments: str, script: Path | None = None, **environment: str
    ) -> tuple[int, str, str]:
        process = self.start(*arguments, script=script, **environment)
        output, errors = process.communicate()
        return process.returncode, output, errors

    def log(self) -> list[str]:
        return self.log_file.read_text().splitlines()


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_script_is_posix_shell() -> None:
    subprocess.run(["sh", "-n", ROOT / "groundswell"], check=True)


def test_without_a_suitable_python_it_says_how_to_get_one(clone: Clone) -> None:
    clone.add_python("python3", DEAD)

    status, output, errors = clone.run("run", "blair_command")

    assert (status, output) == (2, "")
    assert "needs Python 3.12 or newer" in errors
    assert not (clone.home / ".venv").exists()


def test_a_python_that_fails_when_executed_is_skipped(clone: Clone) -> None:
    clone.add_python("python3.13", DEAD)
    clone.add_python("python3.12")

    status, output, _ = clone.run("run", "blair_command")

    assert (status, output) == (0, "ran: run blair_command\n")
    assert clone.log()[0] == "venv by python3.12"


def test_it_finds_a_python_that_pyenv_keeps_off_the_path(clone: Clone) -> None:
    folder = clone.bin / ".pyenv/versions/3.13.0/bin"
    folder.mkdir(parents=True)
    clone.add_python(str(folder / "python3"))

    status, _, _ = clone.run()

    assert status == 0


def test_the_environment_is_built_once(clone: Clone) -> None:
    clone.add_python("python3.13")

    outputs = [clone.run()[1], clone.run("run", "two words")[1]]

    assert outputs == ["ran: compare --out results/headline\n", "ran: run two words\n"]
    assert clone.log() == BUILT


def test_the_exit_status_is_the_commands_own(clone: Clone) -> None:
    clone.add_python("python3.13")

    assert clone.run("fail")[0] == 7


def test_it_runs_through_links_from_any_folder(clone: Clone, tmp_path: Path) -> None:
    clone.add_python("python3.13")
    (tmp_path / "near").symlink_to("my clone/groundswell")
    (tmp_path / "far").symlink_to(tmp_path / "near")

    status, _, _ = clone.run(script=tmp_path / "far")

    assert status == 0
    assert (clone.home / ".venv").is_dir()


def test_a_build_that_was_killed_is_started_afresh(clone: Clone) -> None:
    clone.add_python("python3.13")

    killed, _, _ = clone.run(DIE="yes")
    left_over = clone.home / ".venv/left-over"
    left_over.touch()
    status, _, _ = clone.run()

    assert (killed, status) == (-9, 0)
    assert clone.log() == [*BUILT[:2], *BUILT]
    assert not left_over.exists()


def test_starts_at_the_same_time_build_once(clone: Clone) -> None:
    clone.add_python("python3.13")

    starts = [clone.start() for _ in range(4)]
    outputs = [start.communicate()[0] for start in starts]

    assert outputs == ["ran: compare --out results/headline\n"] * 4
    assert clone.log() == BUILT


@pytest.mark.parametrize(
    ("changed", "rebuilt"),
    [("requirements.lock", BUILT), ("pyproject.toml", ["project"])],
)
def test_what_changed_is_built_again(
    clone: Clone, changed: str, rebuilt: list[str]
) -> None:
    clone.add_python("python3.13")
    clone.run()

    with (clone.home / changed).open("a") as file:
        file.write("# changed\n")
    status, _, _ = clone.run()
    clone.run()

    assert status == 0
    assert clone.log() == [*BUILT, *rebuilt]


def test_an_environment_that_lost_its_python_is_built_again(clone: Clone) -> None:
    clone.add_python("python3.13")
    clone.run()

    (clone.home / ".venv/bin/python").unlink()
    status, _, _ = clone.run()

    assert status == 0
    assert clone.log() == [*BUILT, *BUILT]


def test_a_clone_that_moved_is_built_again(clone: Clone, tmp_path: Path) -> None:
    """Reason: the scripts of a virtual environment name its folder."""
    clone.add_python("python3.13")
    clone.run()

    moved = clone.home.rename(tmp_path / "elsewhere")
    status, _, _ = clone.run(script=moved / "groundswell")

    assert status == 0
    assert clone.log() == [*BUILT, *BUILT]


def test_ci_runs_the_test_command_and_nothing_else() -> None:
    lines = (ROOT / ".ci/run").read_text().splitlines()

    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert lines[-1] == "./groundswell test"
