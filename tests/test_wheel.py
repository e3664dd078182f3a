"""Claims about what a stranger installs: the published sources and the wheel."""

import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sim.version import __version__

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
# A server of pages, and what draws them.
WEB = {"ipyvuetify", "ipywidgets", "solara", "solara-server", "starlette", "uvicorn"}


def built(kind: str, source: Path, folder: Path) -> Path:
    """Return what the build backend makes of a folder of sources."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", kind]
    subprocess.run(
        [*build, "--directory", str(folder)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    return next(path for path in folder.iterdir() if path.is_file())


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sources as they are published."""
    return built("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def wheel(wheel_file: Path) -> Iterator[ZipFile]:
    """Give the wheel that a stranger would install."""
    with ZipFile(wheel_file) as opened:
        yield opened


def shipped(folder: str, target: str) -> set[str]:
    """Return the names that the files of a folder should have in the wheel."""
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    visible = (path.relative_to(ROOT / folder) for path in files)
    return {
        f"{target}/{path.as_posix()}"
        for path in visible
        if "__pycache__" not in str(path)
    }


@pytest.mark.parametrize(
    ("folder", "target"),
    [
        ("scenarios", "sim/_scenarios"),
        ("sim/data", "sim/data"),
        ("sim", "sim"),
        ("pages", "pages"),
    ],
)
def test_wheel_carries_every_file_that_the_model_reads(
    wheel: ZipFile, folder: str, target: str
) -> None:
    assert shipped(folder, target) <= set(wheel.namelist())


def test_wheel_is_typed_licensed_and_holds_our_packages_only(wheel: ZipFile) -> None:
    names = wheel.namelist()
    info = f"groundswell_sim-{__version__}.dist-info"

    assert {"sim/py.typed", "experiments/__init__.py"} <= set(names)
    for licence in ("LICENSE", "LICENSES/OGL-UK-3.0.txt", "NOTICE.md"):
        assert f"{info}/licenses/{licence}" in names
    assert {name.split("/")[0] for name in names} <= {
        "sim",
        "experiments",
        "pages",
        "benchmarks",
        info,
    }


def test_published_sources_build_the_same_wheel_byte_for_byte(
    sdist: Path, wheel_file: Path, tmp_path: Path
) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "sources", filter="data")
    (unpacked,) = (tmp_path / "sources").iterdir()

    wheels = [
        built("wheel", unpacked, tmp_path / name).read_bytes()
        for name in ("once", "twice")
    ]

    assert wheels == [wheel_file.read_bytes()] * 2


def test_published_sources_are_the_same_bytes_each_time(
    sdist: Path, tmp_path: Path
) -> None:
    assert built("sdist", ROOT, tmp_path).read_bytes() == sdist.read_bytes()


# Started without the site's .pth files, so that the checkout itself is not found, and
# with an importer that finds nothing but what the core asks for.
STRANGER = """
import sys
from importlib.machinery import PathFinder

hidden = set(sys.argv.pop(1).split(","))
sys.path[:0] = sys.argv.pop(1).split(":")

class Core:
    def find_spec(name, path=None, target=None):
        if name.split(".")[0] in hidden:
            return None
        return PathFinder.find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = Core
from sim.cli import main
main()
"""


def needed(*extras: str) -> set[str]:
    """Return all that is installed for the project with some extras, itself aside."""
    found: set[str] = set()
    waiting = [Requirement(wanted) for wanted in PROJECT["dependencies"]]
    waiting += [Requirement(wanted) for extra in extras for wanted in EXTRAS[extra]]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        asked = requirement.extras or {""}
        if name in found and not requirement.extras:
            continue
        found.add(name)
        for text in metadata.requires(name) or []:
            further = Requirement(text)
            marker = further.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in asked):
                waiting.append(further)
    return found


class Stranger:
    """Somebody with the wheel and with nothing but what the core asks for."""

    def __init__(self, wheel: ZipFile, home: Path) -> None:
        self.home = home
        installed = home / "installed"
        wheel.extractall(installed)
        core = needed()
        hidden = {
            module
            for module, owners in metadata.packages_distributions().items()
            if not core & {canonicalize_name(owner) for owner in owners}
        } - {"sim", "experiments", "pages"}
        sites = [path for path in sys.path if path.endswith("site-packages")]
        paths = ":".join([str(installed), *sites])
        start = [sys.executable, "-I", "-S", "-c", STRANGER]
        self.start = [*start, ",".join(sorted(hidden)), paths]

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*self.start, *arguments],
            cwd=self.home,
            text=True,
            capture_output=True,
            check=False,
        )


@pytest.fixture(scope="module")
def stranger(wheel: ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Stranger:
    return Stranger(wheel, tmp_path_factory.mktemp("stranger"))


def test_a_wheel_in_a_fresh_place_answers(stranger: Stranger) -> None:
    done = stranger.run("scenarios", "show", "blair_command")

    assert (done.returncode, done.stderr) == (0, "")
    assert "target_pressure" in done.stdout


@pytest.mark.slow
def test_a_wheel_in_a_fresh_place_makes_a_report(stranger: Stranger) -> None:
    """Reason for the mark: the kernels of a wheel are compiled anew."""
    few = ("--citizens", "2888", "--replicates", "1", "--months", "2", "--out", "r")
    done = stranger.run("compare", "status_quo_2025", "devolve_only", *few)

    assert done.returncode == 0, done.stderr
    assert (stranger.home / "r" / "report.html").exists()


@pytest.mark.parametrize(
    ("command", "extra"), [("pages", "pages"), ("analyse .", "analysis")]
)
def test_a_command_says_which_extra_it_lacks(
    stranger: Stranger, command: str, extra: str
) -> None:
    done = stranger.run(*command.split())

    assert done.returncode == 1
    assert f"pip install 'groundswell-sim[{extra}]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cluster_node_installs_no_web_stack() -> None:
    assert needed("batch") & WEB == set()
    assert {"solara", "starlette", "uvicorn"} <= needed("pages")


def test_what_is_installed_fits_together() -> None:
    check = [sys.executable, "-m", "pip", "check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "No broken requirements found.\n")


def test_version_stands_in_one_place(wheel: ZipFile) -> None:
    metadata = wheel.read(f"groundswell_sim-{__version__}.dist-info/METADATA").decode()

    assert f"\nVersion: {__version__}\n" in metadata
    assert "version" not in PROJECT
