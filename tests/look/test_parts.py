"""The parts pages are put together from: what each makes of its context."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace as Facts
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django.asserts import assertHTMLEqual


class ReportForm(forms.Form):
    """One field of every kind the pages use."""

    state = forms.ChoiceField(label="Stand", choices=[("", "Bitte wählen"), ("on", "im Plan")], help_text="Wie heute.")
    forecast = forms.DateField(label="Prognose", required=False)
    kind = forms.ChoiceField(label="Art", widget=forms.RadioSelect, choices=[("1", "unverändert"), ("2", "geändert")])
    proof = forms.BooleanField(label="Nachweis liegt vor", required=False)
    follows = forms.IntegerField(widget=forms.HiddenInput)


def pages(total: int, seite: int, address: str = "/services/") -> str:
    page = Paginator(range(total), 25).get_page(seite)
    return render_to_string("components/pagination.html", {"page": page}, RequestFactory().get(address))


def part(name: str, **context: object) -> str:
    return render_to_string(f"components/{name}.html", context)


def test_a_figure_says_of_how_many_and_is_one_link_to_the_rows_it_counts() -> None:
    figure = {"label": "Leistungen live", "value": 1204, "of": 9870, "note": "212 ohne Meldung", "href": "/rollouts/"}

    html = part("figure", figure=figure)

    assertHTMLEqual(
        html,
        """<li class="figure"><a class="figure__body" href="/rollouts/">
        <span class="figure__label">Leistungen live</span>
        <span class="figure__value">1.204 <span class="figure__of">von 9.870</span></span>
        <span class="figure__note">212 ohne Meldung</span></a></li>""",
    )


def test_a_figure_of_none_at_all_still_says_of_how_many() -> None:
    html = part("figure", figure={"label": "Überfällig", "value": 0, "of": 0, "tone": "danger"})

    assertHTMLEqual(
        html,
        """<li class="figure figure--danger"><div class="figure__body"><span class="figure__label">Überfällig</span>
        <span class="figure__value">0 <span class="figure__of">von 0</span></span></div></li>""",
    )


def test_a_figure_may_carry_words_instead_of_a_total() -> None:
    html = part("figure", figure={"label": "Erwartetes Ende", "value": "Sep–Nov", "unit": "2022"})

    assertHTMLEqual(
        html,
        """<li class="figure"><div class="figure__body"><span class="figure__label">Erwartetes Ende</span>
        <span class="figure__value">Sep–Nov <span class="figure__of">2022</span></span></div></li>""",
    )


def test_a_light_is_sign_word_and_reason() -> None:
    html = part("light", light=Facts(slug="red", sign="!", label="überfällig"), reason="15 Tage über dem Termin.")

    assertHTMLEqual(
        html,
        """<span class="light light--red"><span class="sign sign--red" aria-hidden="true">!</span>
        <span class="light__word">überfällig</span></span>
        <span class="light__reason">15 Tage über dem Termin.</span>""",
    )


def test_a_pill_is_sign_and_word() -> None:
    html = part("pill", state=Facts(slug="unknown", sign="?", label="keine Meldung"))

    assertHTMLEqual(
        html,
        """<span class="pill pill--unknown">
        <span class="sign sign--unknown" aria-hidden="true">?</span>keine Meldung</span>""",
    )


def test_a_breadcrumb_ends_with_this_page_which_is_no_link() -> None:
    trail = [Facts(label="Meilensteine", href="/milestones/"), Facts(label="Leitfäden", href="")]

    html = part("breadcrumb", trail=trail)

    assertHTMLEqual(
        html,
        """<nav class="breadcrumb" aria-label="Sie sind hier"><ol><li><a href="/milestones/">Meilensteine</a></li>
        <li><span aria-current="page">Leitfäden</span></li></ol></nav>""",
    )


def test_pagination_keeps_the_rest_of_the_address() -> None:
    html = pages(75, 2, "/services/?q=Kfz&seite=2&stichtag=2022-05-01")

    link = 'href="?q=Kfz&amp;seite={}&amp;stichtag=2022-05-01"'
    word = '<span class="kern-sr-only">Seite </span>'
    assertHTMLEqual(
        html,
        f"""<nav class="pagination" aria-label="Seiten"><p class="muted">26 bis 50 von 75</p><ul>
        <li><a class="pagination__page" rel="prev" {link.format(1)}>Zurück</a></li>
        <li><a class="pagination__page" {link.format(1)}>{word}1</a></li>
        <li><span class="pagination__page" aria-current="page">{word}2</span></li>
        <li><a class="pagination__page" {link.format(3)}>{word}3</a></li>
        <li><a class="pagination__page" rel="next" {link.format(3)}>Weiter</a></li></ul></nav>""",
    )


def test_pagination_leaves_out_the_middle_of_many_pages_and_writes_plain_numbers_into_addresses() -> None:
    html = pages(60_000, 1200)

    assert html.count("pagination__gap") == 2
    assert 'href="?seite=2400"' in html


def test_one_page_needs_no_pagination() -> None:
    assert pages(25, 1).strip() == ""


def test_a_field_ties_its_hint_and_its_error_to_the_input() -> None:
    html = part("field", field=ReportForm({})["state"])

    assertHTMLEqual(
        html,
        """<div class="field field--error"><label for="id_state">Stand</label>
        <div class="field__hint" id="id_state_helptext">Wie heute.</div>
        <div class="field__error" id="id_state_error"><span class="sign sign--red" aria-hidden="true">!</span>
        <span>Dieses Feld ist zwingend erforderlich.</span></div>
        <select name="state" id="id_state" required aria-invalid="true"
        aria-describedby="id_state_helptext id_state_error">
        <option value="" selected>Bitte wählen</option><option value="on">im Plan</option></select></div>""",
    )


def test_an_optional_field_says_so() -> None:
    html = part("field", field=ReportForm()["forecast"])

    assertHTMLEqual(
        html,
        """<div class="field">
        <label for="id_forecast">Prognose <span class="field__optional">(freiwillig)</span></label>
        <input type="text" name="forecast" id="id_forecast"></div>""",
    )


def test_a_choice_of_buttons_is_a_fieldset_with_its_error() -> None:
    html = part("field", field=ReportForm({})["kind"])

    assert html.lstrip().startswith('<fieldset class="field field--error" aria-describedby="id_kind_error">')
    assert "<legend>Art</legend>" in html


def test_a_check_box_stands_before_its_label() -> None:
    html = part("field", field=ReportForm()["proof"])

    assertHTMLEqual(
        html,
        """<div class="field field--check"><input type="checkbox" name="proof" id="id_proof">
        <label for="id_proof">Nachweis liegt vor</label></div>""",
    )


def test_a_form_with_errors_begins_with_a_summary_that_leads_to_each_field() -> None:
    form = ReportForm({"state": "on", "kind": "1", "forecast": "31.13.2022", "follows": "x"})
    form.add_error(None, "Bitte laden Sie die Seite neu.")

    html = part("form", form=form)

    summary = html[: html.index("</div>")]
    assert 'role="alert" tabindex="-1" data-focus' in summary
    assert "<p>Bitte laden Sie die Seite neu.</p>" in summary
    assert '<p><a href="#id_forecast">Prognose</a>: Bitte ein gültiges Datum eingeben.</p>' in summary
    assert "<p>Bitte eine ganze Zahl eingeben.</p>" in summary


def test_a_form_without_errors_has_no_summary() -> None:
    html = part("form", form=ReportForm())

    assert "alert" not in html


def test_nothing_to_show_says_so() -> None:
    html = part("empty", title="Noch nichts gemeldet")

    assertHTMLEqual(html, '<div class="empty"><p class="empty__title">Noch nichts gemeldet</p></div>')


def test_nothing_to_show_may_say_why_and_what_next() -> None:
    html = part("empty", title="Nichts", text="Warum.", href="/report/", action="Melden")

    assertHTMLEqual(
        html,
        """<div class="empty"><p class="empty__title">Nichts</p><p class="muted">Warum.</p>
        <p><a href="/report/">Melden</a></p></div>""",
    )


def test_a_conflict_shows_both_values_side_by_side() -> None:
    said_at = datetime(2022, 6, 15, 9, 3, tzinfo=ZoneInfo("Europe/Berlin"))
    rows = [
        Facts(label="Stand", theirs="gefährdet", mine="im Plan", differs=True),
        Facts(label="Grund", theirs="", mine="", differs=False),
    ]

    html = part("conflict", conflict=Facts(by="Berta Beispiel", at=said_at, rows=rows))

    assert "Berta Beispiel hat am 15.06.2022, 09:03 Uhr gemeldet" in html
    assertHTMLEqual(
        html[html.index("<tbody>") : html.index("</tbody>")] + "</tbody>",
        """<tbody><tr class="conflict__differs"><th scope="row">Stand <span class="small">(abweichend)</span></th>
        <td>gefährdet</td><td>im Plan</td></tr><tr><th scope="row">Grund</th><td>–</td><td>–</td></tr></tbody>""",
    )


def test_history_tells_who_said_what_when_and_why() -> None:
    entry = Facts(
        on=date(2022, 6, 10),
        by="Ministerium",
        text="Prognose 30.06.2022",
        light=Facts(slug="red", sign="!", label="überfällig"),
        reason="Freigabe steht aus",
        evidence="Protokoll <7>",
        href="/milestones/m4/",
    )

    html = part("history", entries=[entry])

    assert '<time datetime="2022-06-10" class="date">10.06.2022</time>' in html
    assert '<p><a href="/milestones/m4/">Prognose 30.06.2022</a></p>' in html
    assert "Grund: Freigabe steht aus" in html
    assert "Nachweis: Protokoll &lt;7&gt;" in html
