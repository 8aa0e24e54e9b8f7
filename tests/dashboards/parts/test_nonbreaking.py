"""Where a line may not end."""

from __future__ import annotations

import pytest

from dashboards.parts.tile import nonbreaking


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("38 % der Menschen", "38\u00a0% der Menschen"),
        ("Paket 1 wartet", "Paket\u00a01 wartet"),
        ("Zulassung, -um- und Abmeldung", "Zulassung, -\u2060um- und Abmeldung"),
        ("Rhein-Pfalz-Kreis – 5 von 7", "Rhein-Pfalz-Kreis – 5 von 7"),
    ],
)
def test_what_belongs_together_stays_together(text: str, shown: str) -> None:
    assert nonbreaking(text) == shown
