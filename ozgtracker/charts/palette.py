"""Light-mode colours for presentation attributes: paper needs them there; on the page classes override them."""

LIGHTS = {
    "reached": "#0b6e4f",
    "green": "#0b6e4f",
    "yellow": "#a85b00",
    "red": "#b3122b",
    "grey": "#5f6673",
    "undated": "#5f6673",
}
STATES = {
    "live": "#2b4a8f",
    "ready": "#6f8cc4",
    "in-progress": "#b4c2e0",
    "planned": "#dde3f0",
    "later": "#eceef2",
    "withdrawn": "#b3122b",
    "not-competent": "#f6f7f9",
    "not-digitisable": "#adb1ba",
}
AREAS = {
    "full": "#2b4a8f",
    "high": "#6f8cc4",
    "low": "#b4c2e0",
    "none": "#e4e8f3",
    "not-competent": "#f6f7f9",
}
HATCHED = "unknown"
"""The one slug of bars that is drawn hatched, and of maps closely: nobody has said anything."""
PARTLY_HATCHED = "none-open"
"""The slug of maps that is drawn hatched widely, on the colour of none: none is live, and not all has been said."""
