"""The one place that names Numba: rules, kernels, and the driver over citizens.

A *rule* is a small pure function of scalars. It stays plain Python for agents,
doctests and debuggers, and is compiled wherever a kernel calls it. A *kernel*
loops over rows, loads, calls rules and stores; it is compiled when first called
and releases the interpreter, so that threads run kernels side by side.

Compiled kernels are kept in the user's cache folder under a name made from a hash
of every source file here, because Numba notices an edit only in the file that
holds the kernel, not in the files that hold its rules.
"""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numba
from platformdirs import user_cache_path


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
numba.config.CACHE_DIR = str(kernel_cache_folder())


def rule[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Mark a pure scalar function as a rule: plain in Python, compiled in kernels."""
    return numba.extending.register_jitable(function)


def kernel[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compile a loop over rows; cached on disk, without the interpreter's lock."""
    return numba.njit(cache=True, nogil=True, fastmath=False, error_model="numpy")(
        function
    )


def over_blocks(
    run_block: Callable[[int, int], None], n_blocks: int, n_threads: int
) -> None:
    """Call ``run_block(start, stop)`` over all blocks, shared among threads.

    Parameters
    ----------
    run_block : callable
        Works on the blocks ``start`` to ``stop`` (exclusive) and touches nothing
        that another block writes.
    n_blocks : int
        How many blocks there are.
    n_threads : int
        How many threads share them; 1 runs in the caller's own thread.
    """
    if n_threads == 1 or n_blocks == 1:
        run_block(0, n_blocks)
        return
    edges = [n_blocks * k // n_threads for k in range(n_threads + 1)]
    with ThreadPoolExecutor(n_threads) as pool:
        parts = [
            pool.submit(run_block, start, stop)
            for start, stop in zip(edges, edges[1:], strict=False)
            if stop > start
        ]
    for part in parts:
        part.result()
