"""``groundswell cache``: what is kept between runs, in the user's cache folder."""

import typer

app = typer.Typer(help="Free or fill what is kept between runs.", no_args_is_help=True)


@app.command()
def clear() -> None:
    """Delete prepared worlds and compiled kernels."""
    from sim.cache import cache_folder, clear_caches

    folder = cache_folder()
    freed = clear_caches()
    typer.echo(f"{folder}: {freed / 2**20:.1f} MB freed")


@app.command()
def warm() -> None:
    """Compile every kernel now, so that no run has to."""
    from sim.population.places import load_places
    from sim.scenario.scenario import Scenario
    from sim.simulate import run

    least = 8 * len(load_places().code)
    run(Scenario(name="warm"), citizens=least, replicates=1, months=1)
