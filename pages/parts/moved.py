"""What was moved: a table of the levers that differ from today's settings."""

from markupsafe import Markup

from pages.address import View
from pages.parts.sliders import ALL, slider_groups


def moved_table(view: View) -> Markup:
    """Return the levers that differ, today and in the scenario shown."""
    sliders = [
        slider
        for group in slider_groups(view, ALL)
        for slider in group["levers"]  # type: ignore[attr-defined] # a list of them
    ]
    moved = [slider for slider in sliders if slider["moved"]]
    head = Markup("<h2 class='h3'>What you moved</h2>")
    if not moved:
        return head + Markup("<p class='sub'>Nothing differs from today.</p>")
    rows = Markup("").join(
        Markup(
            "<tr><th scope='row'>{}</th><td class='n'>{}</td><td class='n'>{}</td></tr>"
        ).format(s["label"], _said(s, "today"), _said(s, "value"))
        for s in moved
    )
    return head + Markup(
        "<p class='sub'>{} of {} levers differ from today; the mean where missions "
        "differ</p><div class='tw'><table><thead><tr><th scope='col'>Lever</th>"
        "<th scope='col' class='n'>Today</th><th scope='col' class='n'>Yours</th></tr>"
        "</thead><tbody>{}</tbody></table></div>"
    ).format(len(moved), len(sliders), rows)


def _said(slider: dict[str, object], name: str) -> str:
    value = float(str(slider[name]))
    if slider["percent"]:
        return f"{100.0 * value:.3g}%".replace("-", "−")
    return f"{value:.3g}".replace("-", "−")
