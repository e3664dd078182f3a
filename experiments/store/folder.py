"""A folder that appears whole or not at all, and that nobody else writes meanwhile."""

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sim.errors import InputError

_CURRENT_FOLDER = -100
_EXCHANGE = 2


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a hidden folder beside ``folder``, locked, to fill and then to put in place.

    Parameters
    ----------
    folder : Path
        Where the result is to stand; folders above it are made.

    Yields
    ------
    Path
        Empty. Whatever is left of it at the end is deleted, unless :func:`put_in_place`
        moved it.

    Raises
    ------
    InputError
        If it cannot be made, or somebody else is writing there.

    Notes
    -----
    The lock is a ``flock`` on the hidden folder itself: it dies with its holder. What
    a killed process left is taken over by the next.
    """
    hidden = folder.parent / f".{folder.name}.partial"
    made = _make_folders(folder)
    try:
        with _locked(folder, hidden):
            try:
                _empty(hidden)
                yield hidden
            finally:
                shutil.rmtree(hidden, ignore_errors=True)
    finally:
        for above in made:
            with suppress(OSError):  # not empty: the result stands there
                above.rmdir()


def _make_folders(folder: Path) -> list[Path]:
    """Make what is missing above a folder; return it, lowest first."""
    try:
        missing = [above for above in folder.parents if not above.exists()]
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    return missing


@contextmanager
def _locked(folder: Path, hidden: Path) -> Iterator[None]:
    handle = _open_locked(folder, hidden)
    try:
        yield
    finally:
        os.close(handle)


def _open_locked(folder: Path, hidden: Path) -> int:
    """Make the hidden folder if need be, and hold it."""
    while True:
        try:
            hidden.mkdir(exist_ok=True)
            handle = os.open(hidden, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:  # put in place or deleted by another, just now
            continue
        except OSError as error:
            raise cannot_write(folder, error) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            what = "another run is being written there"
            raise InputError(str(folder), what, "Wait for it to end.") from None
        except OSError as error:
            # Some network drives know no locks; the folder still appears at once.
            if error.errno not in (errno.ENOTSUP, errno.ENOLCK, errno.EBADF):
                os.close(handle)
                raise cannot_write(folder, error) from None
        if _is_still(hidden, handle):
            return handle
        os.close(handle)


def _is_still(hidden: Path, handle: int) -> bool:
    """Return whether the folder held is the one that stands at a path."""
    try:
        return os.path.samestat(hidden.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _empty(hidden: Path) -> None:
    for left in hidden.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()


def put_in_place(hidden: Path, folder: Path) -> None:
    """Move a filled folder to where it is to stand, at once.

    Parameters
    ----------
    hidden : Path
        From :func:`new_folder`.
    folder : Path
        Missing, empty, or to be replaced; then files in it that the new folder has not
        are kept.

    Raises
    ------
    OSError
        With what stood there as it was.
    """
    for file in hidden.iterdir():
        _flush(file)
    if folder.is_dir() and any(folder.iterdir()):
        _keep_others(folder, hidden)
        _flush(hidden)
        _exchange(hidden, folder)
    else:
        _flush(hidden)
        hidden.rename(folder)
    _flush(folder.parent)


def _keep_others(folder: Path, hidden: Path) -> None:
    """Copy what stands in a folder and is none of ours; links where they serve."""
    for other in folder.iterdir():
        copy = hidden / other.name
        if copy.exists():
            continue
        if other.is_dir() and not other.is_symlink():
            shutil.copytree(other, copy, symlinks=True)
        else:
            shutil.copy2(other, copy, follow_symlinks=False)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(hidden: Path, folder: Path) -> None:
    """Let two folders change places: at once where the system can."""
    libc = ctypes.CDLL(None, use_errno=True)
    swap = getattr(libc, "renameat2", None)
    if swap is not None:
        names = os.fsencode(hidden), os.fsencode(folder)
        if swap(_CURRENT_FOLDER, names[0], _CURRENT_FOLDER, names[1], _EXCHANGE) == 0:
            return
    old = folder.with_name(f".{folder.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    folder.rename(old)
    try:
        hidden.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def cannot_write(folder: Path, error: OSError) -> InputError:
    """Return the error for a folder that the system does not let us write."""
    why = os.strerror(error.errno) if error.errno else str(error)
    what = f"results cannot be written there: {why[:1].lower()}{why[1:]}"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return InputError(str(folder), what, "Free some space, or give another folder.")
    return InputError(str(folder), what, "Give a folder that can be written.")
