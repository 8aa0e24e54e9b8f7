"""Where an address that somebody gave as evidence leads is said plainly, whatever it looks like."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from ozgtracker.addresses import plain_host

LINK = '<a href="{0}" rel="noopener noreferrer nofollow">{0}</a> <span class="muted small">({1})</span>'


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://koblenz.example/antrag?x=1", "koblenz.example"),
        ("https://rlp.de@evil.example/", "evil.example"),
        ("https://rlp.de:443@evil.example:8443/", "evil.example"),
        ("http://KOBLENZ.Example", "koblenz.example"),
        ("https://köln.example/", "xn--kln-sna.example"),
        ("https://r\u0430p.example/", "xn--rp-7kc.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//evil.example", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("Aktenzeichen 15/2022", ""),
        ("", ""),
    ],
)
def test_the_host_is_the_one_that_is_asked(address: str, host: str) -> None:
    assert plain_host(address) == host


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Erklärung vom 15.03.2022", "Erklärung vom 15.03.2022"),
        ("https://rlp.de@evil.example/", LINK.format("https://rlp.de@evil.example/", "evil.example")),
        (
            "Siehe https://a.example/x. <b>",
            f"Siehe {LINK.format('https://a.example/x', 'a.example')}. &lt;b&gt;",
        ),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ('https://a.example/"onmouseover="x', LINK.format("https://a.example/&quot;onmouseover=&quot;x", "a.example")),
    ],
)
def test_evidence_is_a_link_with_its_host_beside_it(text: str, shown: str) -> None:
    page = Template("{% load look %}{{ text|reference }}").render(Context({"text": text}))

    assert page == shown
