"""The one place that names Numba: rules, kernels, and the driver over citizens.

A *rule* is a small pure function of scalars. *One row* is what one row of the
columns does: it loads, calls rules and stores. Both stay plain Python for agents,
doctests and debuggers, and are compiled wherever a kernel calls them. A *kernel* loops
over rows; it is compiled when first called and releases the interpreter, so that
threads run kernels side by side.

Compiled kernels are kept in the user's cache folder under a name made from a hash
of every source file here, because Numba notices an edit only in the file that
holds the kernel, not in the files that hold its rules.
"""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numba
import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

# More ranges than threads, so that a slow thread does not hold up the rest; but to
# begin a kernel takes as long as a thousand citizens' month, so none is much smaller.
_MOST_RANGES = 32
_ROWS_A_RANGE = 25_000


def sources_hash() -> str:
    """Return a short hash of every Python source file of this package."""
    digest = hashlib.sha256(numba.__version__.encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def kernel_cache_folder() -> Path:
    """Return the folder in which this version's compiled kernels are kept."""
    return user_cache_path("groundswell") / "kernels" / sources_hash()


# Numba reads this when a kernel is defined, so it is set before any is.
# Its attributes are made at run time, where type checkers cannot see them.
numba.config.CACHE_DIR = str(kernel_cache_folder())  # type: ignore[attr-defined]


def rule[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Mark a pure scalar function as a rule: plain in Python, compiled in kernels."""
    # Part of the loop that calls it, so that the compiler can work on several rows at
    # once.
    return numba.extending.register_jitable(forceinline=True)(function)


def one_row[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Mark what one row does: called by its agent, and compiled in kernels.

    Of its own kind it reads what it likes and writes its own row alone. It makes no
    array and returns none.
    """
    # A call would hold and release every column that it is handed, one by one, which
    # takes longer than a row's month. The kernel holds them all anyway.
    return numba.extending.register_jitable(_nrt=False, forceinline=True)(function)


def kernel[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compile a loop over rows; cached on disk, without the interpreter's lock."""
    return numba.njit(cache=True, nogil=True, fastmath=False, error_model="numpy")(
        function
    )


@rule
def whole(value: np.integer) -> int:
    """Return a number of a narrow column as wide as rules count, 64 bits."""
    # NumPy's own integer is no int by type, but counts like one.
    return np.int64(value)  # type: ignore[return-value]


def over_areas(
    run: Callable[[int, int], None],
    area_start: NDArray[np.int64],
    pool: ThreadPoolExecutor | None,
) -> None:
    """Call ``run(first_area, stop_area)`` over all areas, shared among threads.

    Parameters
    ----------
    run : callable
        Writes nothing that another range of areas writes.
    area_start : shape (n_areas + 1,)
        First row of each area: threads get about equally many citizens.
    pool : ThreadPoolExecutor, optional
        Without it, or with too few rows to share, all is done in the caller's own
        thread.
    """
    n_areas, n_rows = area_start.size - 1, int(area_start[-1])
    n_ranges = min(n_rows // _ROWS_A_RANGE, _MOST_RANGES)
    if pool is None or n_ranges <= 1:
        run(0, n_areas)
        return
    wanted = np.linspace(0, n_rows, n_ranges + 1)
    edges = np.unique(np.searchsorted(area_start, wanted))
    parts = [pool.submit(run, int(first), int(stop)) for first, stop in pairwise(edges)]
    for part in parts:
        part.result()
