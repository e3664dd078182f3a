"""Priors: what is plausible for a belief before any calibration.

Each turns a uniform number into a value, with logarithms and exponentials that give
the same bits on every machine.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PositiveFloat, model_validator

from sim.elementary import exp, log, logistic, logit, normal_quantile


class _Prior(BaseModel):
    """What all priors share.

    Attributes
    ----------
    clip : (low, high), optional
        Draws beyond are moved to the edge.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    clip: tuple[float, float] | None = None


class Uniform(_Prior):
    """Every value from ``low`` to ``high`` alike."""

    kind: Literal["uniform"]
    low: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low < self.high:
            raise ValueError("low must be below high")
        return self

    def quantile(self, u: float, default: float) -> float:
        """Return the value below which a share ``u`` of the prior lies."""
        del default
        return self.low + u * (self.high - self.low)

    def whole_quantile(self, u: float) -> float:
        """Return the same for whole numbers, each from ``low`` to ``high`` alike."""
        n_values = int(self.high - self.low) + 1
        return self.low + int(u * n_values)


class LogUniform(_Prior):
    """Every ratio alike, from ``low`` to ``high``."""

    kind: Literal["log_uniform"]
    low: PositiveFloat
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low < self.high:
            raise ValueError("low must be below high")
        return self

    def quantile(self, u: float, default: float) -> float:
        """Return the value below which a share ``u`` of the prior lies."""
        del default
        start = log(self.low)
        return exp(start + u * (log(self.high) - start))


class Normal(_Prior):
    """Normal around the default."""

    kind: Literal["normal"]
    sd: PositiveFloat

    def quantile(self, u: float, default: float) -> float:
        """Return the value below which a share ``u`` of the prior lies."""
        return default + self.sd * normal_quantile(u)


class LogNormal(_Prior):
    """Log normal with the default as its median; ``sd`` is on the logarithm."""

    kind: Literal["log_normal"]
    sd: PositiveFloat

    def quantile(self, u: float, default: float) -> float:
        """Return the value below which a share ``u`` of the prior lies."""
        return default * exp(self.sd * normal_quantile(u))


class LogitNormal(_Prior):
    """Logit normal with the default as its median; ``sd`` is on the logit."""

    kind: Literal["logit_normal"]
    sd: PositiveFloat

    def quantile(self, u: float, default: float) -> float:
        """Return the value below which a share ``u`` of the prior lies."""
        return logistic(logit(default) + self.sd * normal_quantile(u))


type Prior = Annotated[
    Uniform | LogUniform | Normal | LogNormal | LogitNormal,
    Field(discriminator="kind"),
]
