"""A page as PDF and as a picture, made by a browser on this machine."""

import io
import shutil
import subprocess
import tempfile
import threading
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-quic", "--no-pdf-header-footer"),
    *("--hide-scrollbars", "--window-size=1000,3600"),
)
_PATIENCE = 60.0  # seconds
_ONE_AT_A_TIME = threading.Lock()
_MARGIN = 24  # pixels


@lru_cache(maxsize=1)
def _browser() -> str | None:
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def can_print() -> bool:
    """Return whether this machine has a browser that prints."""
    return _browser() is not None


def as_pdf(html: str) -> bytes | None:
    """Return a page printed on A4; None if it cannot be done here or now."""
    return _made(html, "pdf", "--print-to-pdf")


def as_png(html: str) -> bytes | None:
    """Return a page as one picture; None if it cannot be done here or now."""
    picture = _made(html, "png", "--screenshot")
    return None if picture is None else _cropped(picture)


def _cropped(picture: bytes) -> bytes:
    """Return a picture without the empty part below the page."""
    with Image.open(io.BytesIO(picture)) as whole:
        page = whole.convert("RGB")
    empty = Image.new("RGB", page.size, page.getpixel((0, page.height - 1)))
    box = ImageChops.difference(page, empty).getbbox()
    low = page.height if box is None else min(box[3] + _MARGIN, page.height)
    out = io.BytesIO()
    page.crop((0, 0, page.width, low)).save(out, "PNG", optimize=True)
    return out.getvalue()


def _made(html: str, ending: str, told: str) -> bytes | None:
    browser = _browser()
    if browser is None or not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE):
        return None
    try:
        with tempfile.TemporaryDirectory() as folder:
            page, made = Path(folder, "brief.html"), Path(folder, f"made.{ending}")
            page.write_text(html, encoding="utf-8")
            profile = f"--user-data-dir={folder}/profile"
            subprocess.run(
                [browser, *_FLAGS, profile, f"{told}={made}", page.as_uri()],
                check=True,
                timeout=_PATIENCE,
                capture_output=True,
            )
            return made.read_bytes()
    except (OSError, subprocess.SubprocessError):
        return None
    finally:
        _ONE_AT_A_TIME.release()
