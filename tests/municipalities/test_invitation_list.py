"""Several people from one list: read as spreadsheet programs write it, shown line by line, taken in one transaction."""

from __future__ import annotations

import contextlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry, User
from accounts.roles import Role
from accounts.words import ROLES
from municipalities.actions import check_list, invite_listed
from municipalities.invitation_list import UnreadableList, ars_of, decoded, is_deputy, read, role_of
from municipalities.models import Representative
from ozgtracker.errors import Blocked
from ozgtracker.findings import Finding, found
from tests.conftest import TODAY, ClientOf, Person
from tests.municipalities.small_world import DISTRICT, TOWN, VILLAGES, World
from tests.refusals import refusing

HEAD = "E-Mail;Name;Schlüssel;Rolle;Vertretung\n"
GOOD = f"{HEAD}neu@demo.example;N. Neu;{VILLAGES};Verwaltung;ja\nst@demo.example;S. Tag;staedtetag;Spitzenverband;\n"


@pytest.mark.parametrize(
    "text",
    [
        "E-Mail;Name;Schlüssel;Rolle\na@b.example;A. Muster;071110000000;Verwaltung\n",
        "mail,name,authority key,role\r\na@b.example,A. Muster,071110000000,authority\r\n",
        '\ufeff"Rolle";"ARS";"E-Mail-Adresse";"Name"\n"Verwaltung";"071110000000";"a@b.example";"A. Muster"\n',
        "\n\nmail\tname\tkey\trole\na@b.example\tA. Muster\t071110000000\tofficer\n\n",
    ],
)
def test_heads_may_be_german_or_english_and_columns_parted_as_programs_do(text: str) -> None:
    [line] = read(text)

    assert (line.email, line.name, ars_of(line.body), role_of(line.role, ROLES)) == (
        "a@b.example", "A. Muster", "071110000000", Role.AUTHORITY,
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_umlauts_survive_every_encoding_of_german_programs(encoding: str) -> None:
    [line] = read(decoded(f"{HEAD}a@b.example;Jürgen Müßig;x;y;\n".encode(encoding)))

    assert line.name == "Jürgen Müßig"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", found("list.empty")),
        (" \n \n", found("list.empty")),
        (HEAD, found("list.nobody")),
        ("Name;Mail\nA;b\n", found("list.heads-missing", columns=("body", "role"))),
        ("Mail;E-Mail;Name;ARS;Rolle\n", found("list.head-twice", column="email")),
        (f'{HEAD}"offen;x\n', found("list.damaged")),
        (HEAD + "a@b.example;A;1;Verwaltung;\n" * 501, found("list.too-long", most=500)),
    ],
)
def test_what_cannot_be_read_is_said(text: str, why: Finding) -> None:
    with pytest.raises(UnreadableList) as unread:
        read(text)

    assert unread.value.why == why


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00", b"x" * 300_000])
def test_what_is_no_text_or_too_large_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableList):
        decoded(content)


@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(content: bytes) -> None:
    with contextlib.suppress(UnreadableList):
        read(decoded(content))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("071110000000", "071110000000"),
        ("71110000000", "071110000000"),
        ("07 111 0000 000", "071110000000"),
        ("Stadt Koblenz (071110000000)", "071110000000"),
        ("7,1111E+10", ""),
        ("07111", ""),
    ],
)
def test_a_key_survives_what_spreadsheets_do_to_it(written: str, key: str) -> None:
    assert ars_of(written) == key


def test_words_for_roles_and_for_yes() -> None:
    written = ("IT-Verantwortliche", "Kommunaler Spitzenverband", "STEERING", "König")
    assert [role_of(word, ROLES) for word in written] == [Role.AUTHORITY, Role.ASSOCIATION, Role.STEERING, None]
    assert [is_deputy(word) for word in ("ja", "X", "", "nein", "vielleicht")] == [True, True, False, False, None]


# -- line by line --


def errors(by: User, *lines: str) -> list[list[Finding]]:
    return [one.errors for one in check_list(by=by, lines=read(HEAD + "\n".join(lines)))]


def test_each_line_says_what_is_wrong_with_it(small: World, ministry: User, person: Person) -> None:
    person(Role.AUTHORITY, email="zu@demo.example", is_active=False)

    wrong = errors(
        ministry,
        f"keine;A. Muster;{TOWN};Verwaltung;",
        f"a@b.example;;{TOWN};Verwaltung;",
        f"c@b.example;C. Muster;{TOWN};König;",
        "d@b.example;D. Muster;079999999999;Verwaltung;",
        "e@b.example;E. Muster;7,1111E+10;Verwaltung;",
        "f@b.example;F. Muster;landfrauen;Spitzenverband;",
        f"g@b.example;G. Muster;{TOWN};Verwaltung;vielleicht",
        "h@b.example;H. Muster;;Prüfung;",
        f"i@b.example;I. Muster;{TOWN};Lenkungsausschuss;",
        f"zu@demo.example;Z. Muster;{TOWN};Verwaltung;",
        f"{ministry.email};M. Muster;{TOWN};Verwaltung;",
        f"{small.officer.email};O. Muster;{TOWN};Verwaltung;",
        "k@b.example;K. Muster;;Plattformbetrieb;",
    )

    assert wrong == [
        [found("line.no-address", mail="keine")],
        [found("line.no-name")],
        [found("line.no-role", role="König")],
        [found("line.no-authority", key="079999999999")],
        [found("line.rounded-key")],
        [found("line.no-association", key="landfrauen")],
        [found("line.deputy-or-not", word="vielleicht")],
        [found("line.given-by-two", role=Role.AUDITOR)],
        [found("line.speaks-for-nobody", role=Role.STEERING)],
        [found("line.access-closed")],
        [found("line.other-role", role=Role.MINISTRY)],
        [found("line.appointed")],
        [],
    ]


def test_lines_that_contradict_each_other_are_named(small: World, ministry: User) -> None:
    first = f"a@b.example;A. Muster;{TOWN};Verwaltung;"

    assert errors(ministry, first, first, f"A@B.example;B. Anders;{DISTRICT};Verwaltung;") == [
        [],
        [found("line.repeated", number=2)],
        [found("line.same-address", number=2)],
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_checking_asks_the_same_for_one_and_for_three(
    small: World, ministry: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lines = read(HEAD + "".join(f"a{number}@b.example;A. Muster;{TOWN};Verwaltung;\n" for number in range(rows)))

    with django_assert_num_queries(4):
        check_list(by=ministry, lines=lines)


def test_good_lines_are_taken_and_bad_ones_left(small: World, ministry: User, admin: User, person: Person) -> None:
    known = person(Role.AUTHORITY, email="da@demo.example")
    text = f"{GOOD}da@demo.example;Egal;{DISTRICT};Verwaltung;\nfalsch;F;{TOWN};Verwaltung;\n"
    twice = f"neu@demo.example;N. Neu;{DISTRICT};Verwaltung;\n"

    done = invite_listed(by=ministry, lines=read(text + twice), on=TODAY)

    assert len(done) == 4
    named = Representative.objects.proposed().order_by("pk")
    assert [(one.user.email, str(one.body), one.is_deputy) for one in named] == [
        ("neu@demo.example", "Verbandsgemeinde Adenau", True),
        ("st@demo.example", "Verband staedtetag", False),
        (known.email, "Landkreis Ahrweiler", False),
        ("neu@demo.example", "Landkreis Ahrweiler", False),
    ]
    assert AuditEntry.objects.filter(verb="listed_link_ordered").count() == 2
    assert User.objects.get(email="neu@demo.example").organisation == "Verbandsgemeinde Adenau"


def test_all_authorities_fit_into_one_day_and_a_cannon_does_not(
    small: World, ministry: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.actions.access.INVITATIONS_A_DAY", 1)
    many = HEAD + "".join(f"a{number}@b.example;A. Muster;{TOWN};Verwaltung;\n" for number in range(194))
    invite_listed(by=ministry, lines=read(many), on=TODAY)
    assert Representative.objects.proposed().count() == 194

    more = HEAD + "".join(f"b{number}@b.example;B. Muster;{TOWN};Verwaltung;\n" for number in range(207))
    with refusing(Blocked, found("link.too-many")):
        invite_listed(by=ministry, lines=read(more), on=TODAY)
    assert User.objects.filter(name="B. Muster").count() == 0


# -- the pages --


@pytest.fixture
def here(client_of: ClientOf, ministry: User) -> Client:
    return client_of(ministry)


def test_a_file_is_shown_first_and_saved_only_when_confirmed(small: World, here: Client, admin: User) -> None:
    upload = SimpleUploadedFile("liste.csv", f"{GOOD}falsch;F;{TOWN};Verwaltung;\n".encode("cp1252"))

    shown = here.post("/people/invite/list/", {"file": upload})

    assert (shown.status_code, User.objects.filter(email="neu@demo.example").exists()) == (200, False)
    assert [(row.line.number, row.is_good) for row in shown.context["preview"].data] == [
        (4, False),
        (2, True),
        (3, True),
    ]
    assert "2 Zeilen können übernommen werden, eine nicht." in " ".join(shown.content.decode().split())
    saved = here.post("/people/invite/list/", {"text": shown.context["text"], "step": "save"}, follow=True)
    assert [str(message) for message in saved.context["messages"]] == ["2 Personen aus der Liste sind aufgenommen."]
    assert Representative.objects.proposed().count() == 2


@pytest.mark.parametrize(
    ("values", "field"), [({}, "text"), ({"text": "Unsinn"}, "text"), ({"text": HEAD, "step": "save"}, "text")]
)
def test_what_cannot_be_read_is_said_at_the_field_and_stays(
    small: World, here: Client, values: dict[str, str], field: str
) -> None:
    answer = here.post("/people/invite/list/", values)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert answer.context["form"]["text"].value() == values.get("text")


def test_one_form_invites_an_officer_and_names_the_authority(small: World, here: Client) -> None:
    values = {"name": "N. Neu", "email": "neu@demo.example", "role": "authority"}
    for typed in ("", "Gibt es nicht", "071110000001"):
        answer = here.post("/people/invite/", {**values, "authority": typed})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["authority"])
        assert answer.context["form"]["authority"].value() == typed
    assert User.objects.filter(email="neu@demo.example").count() == 0

    answer = here.post("/people/invite/", {**values, "authority": f"Stadt Koblenz ({TOWN})"}, follow=True)

    [said] = [str(message) for message in answer.context["messages"]]
    assert said == (
        "N. Neu ist eingeladen. Der Link geht an neu@demo.example."
        " N. Neu ist für Stadt Koblenz benannt und spricht, sobald das bestätigt ist."
    )
    assert Representative.objects.get(user__email="neu@demo.example").is_proposed


def test_one_form_invites_for_an_association_and_forgets_what_the_role_does_not_need(
    small: World, here: Client
) -> None:
    association = small.association_user.mandates.get().association
    assert association is not None
    values = {"name": "N. Neu", "email": "neu@demo.example", "role": "association", "authority": TOWN}
    assert list(here.post("/people/invite/", values).context["form"].errors) == ["association"]

    here.post("/people/invite/", {**values, "association": association.pk, "is_deputy": "on"})

    mandate = Representative.objects.get(user__email="neu@demo.example")
    assert (mandate.body, mandate.is_deputy, mandate.is_proposed) == (association, True, True)


def test_inviting_an_auditor_asks_for_the_password(small: World, here: Client, admin: User) -> None:
    values = {"name": "N. Neu", "email": "neu@demo.example", "role": "auditor"}

    assert list(here.post("/people/invite/", values).context["form"].errors) == ["password"]
    assert list(here.post("/people/invite/", {**values, "password": "x"}).context["form"].errors) == ["password"]
