"""How a lever is declared: a field with bounds, unit, words and source."""

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict


class ConflictError(ValueError):
    """Levers, each legal, that cannot stand together.

    Parameters
    ----------
    lever, what, allowed : str
        The lever to blame; what is wrong; what to do.
    """

    def __init__(self, lever: str, what: str, allowed: str) -> None:
        super().__init__(f"{lever}: {what}. {allowed}")
        self.lever = lever
        self.what = what
        self.allowed = allowed


class Levers(BaseModel):
    """Some levers, all set: frozen, and nothing but what is declared."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", allow_inf_nan=False
    )


def lever[T: float | bool | None](
    default: T,
    low: float = 0.0,
    high: float = 1.0,
    *,
    unit: str,
    words: str,
    source: str,
) -> T:
    """Return the field of one lever.

    Parameters
    ----------
    default : float, bool or None
        Its value at the status quo; None where it is unset.
    low, high : float
        Legal values, inclusive; of no meaning for a yes-or-no lever.
    unit, words, source : str
        Unit of the value; one sentence for whoever sets it; where status quo and
        bounds come from.
    """
    about: JsonDict = {"unit": unit, "source": source}
    if isinstance(default, bool):
        return Field(default=default, description=words, json_schema_extra=about)
    return Field(
        default=default, ge=low, le=high, description=words, json_schema_extra=about
    )
