"""Solara with types: the few of its parts that pages use, and nothing else of it.

Solara exports most names only by importing them, and types hardly any.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

import solara
from markupsafe import Markup
from reacton import ipyvuetify
from solara.server.kernel_context import get_current_context


class Ref[T](Protocol):
    """A place for a value that lives as long as its component."""

    current: T


class Router(Protocol):
    """The address in the browser, and the way to another."""

    path: str
    search: str | None

    def push(self, path: str) -> None:
        """Go to another address."""


def component[**P](function: Callable[P, None]) -> Callable[P, None]:
    """Make a component of a function that places other components."""
    made: Callable[P, None] = solara.component(function)
    return made


def component_in[**P](
    file: str,
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Make a component of a Vue file beside the function's module.

    Its arguments must be given by name.
    """

    def decorate(function: Callable[P, None]) -> Callable[P, None]:
        made: Callable[P, None] = solara.component_vue(file, vuetify=False)(function)
        return made

    return decorate


def use_state[T](initial: T) -> tuple[T, Callable[[T | Callable[[T], T]], None]]:
    """Return a value that lives with a component, and a way to set it."""
    found: tuple[T, Callable[[T | Callable[[T], T]], None]] = solara.use_state(initial)
    return found


def use_ref[T](initial: T) -> Ref[T]:
    """Return a place for a value; setting it draws nothing."""
    found: Ref[T] = solara.use_ref(initial)
    return found


def use_effect(
    effect: Callable[[], Callable[[], None] | None], depends_on: Iterable[object]
) -> None:
    """Do something after drawing, whenever what it depends on has changed."""
    solara.use_effect(effect, list(depends_on))


def use_router() -> Router:
    """Return the address in the browser."""
    found: Router = solara.use_router()
    return found


def box(*classes: str, key: str = "") -> AbstractContextManager[object]:
    """Place what is made inside ``with`` in a division.

    With another ``key``, all that is in it is made anew and forgets what it knew.
    """
    made = solara.Div(classes=list(classes))
    if key:
        made.key(key)
    found: AbstractContextManager[object] = made
    return found


def element(
    tag: str, classes: str, **attributes: str
) -> AbstractContextManager[object]:
    """Place what is made inside ``with`` in an element."""
    found: AbstractContextManager[object] = ipyvuetify.Html(
        tag=tag, class_=classes, attributes=attributes
    )
    return found


def piece(markup: Markup, tag: str = "div", classes: str = "") -> None:
    """Place text that is safe: built by :mod:`markupsafe`, every value escaped."""
    solara.HTML(tag=tag, unsafe_innerHTML=str(markup), classes=[classes])


def visitor() -> AbstractContextManager[object]:
    """Return whose page is being drawn, for threads that belong to nobody."""
    found: AbstractContextManager[object] = get_current_context()
    return found
