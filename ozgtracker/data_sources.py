"""Where the shipped data come from: page and paper read this one table.

A test holds it to the folders of the data (docs/data.md): every file in exactly one row, every date and attribution as
its README says.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataSource:
    """One source: files it is in, day of the data, who it is from, licence, what to know.

    shown is what its licence asks to show, word for word; empty where none asks.
    """

    name: str
    files: tuple[str, ...]
    stand: str
    origin: str
    licence: str
    note: str
    shown: str = ""
    licence_href: str = ""


DATA_SOURCES = (
    DataSource(
        name="Meilensteinplanung",
        files=(
            "lands/rlp/milestones/phases.csv",
            "lands/rlp/milestones/milestones.csv",
            "lands/rlp/milestones/deliverables.csv",
            "lands/rlp/milestones/dependencies.csv",
            "lands/rlp/services/packages.csv",
        ),
        stand="21.12.2021",
        origin="Schreiben des Landes zur Meilensteinplanung vom 21.12.2021; jede Angabe mit ihrer Fundstelle.",
        licence="EUPL-1.2",
        note="„ab Ende Mai 2022“ ist kein Tag: Angaben behalten ihre Genauigkeit.",
    ),
    DataSource(
        name="Verwaltungen, Gemeinden, Einwohnerzahlen",
        files=(
            "lands/rlp/municipalities/verwaltungseinheiten.csv",
            "lands/rlp/municipalities/gebietsaenderungen.csv",
        ),
        stand="Gebiet 30.11.2025, Einwohner und Fläche 31.12.2024, Gebietsänderungen 31.12.2021 bis 30.11.2025",
        origin="Destatis, Gemeindeverzeichnis (GV100AD).",
        licence="„Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet.“",
        note="194 Verwaltungen: 24 Landkreise, 12 kreisfreie Städte, 129 Verbandsgemeinden, 29 verbandsfreie Gemeinden "
        "und Städte; 2.300 Gemeinden.",
        shown="© Statistisches Bundesamt (Destatis), 2025, Gemeindeverzeichnis-Informationssystem GV-ISys (im Auftrag "
        "der Herausgebergemeinschaft Statistische Ämter des Bundes und der Länder); Daten aufbereitet",
    ),
    DataSource(
        name="Grenzen für die Karten",
        files=("lands/rlp/areas.json",),
        stand="Gebiet 31.12.2023, Schlüssel vom 30.11.2025",
        origin="Bundesamt für Kartographie und Geodäsie (VG250-EW).",
        licence="Datenlizenz Deutschland – Namensnennung – Version 2.0",
        note="Stark vereinfacht: nur für Übersichtskarten, nicht zum Messen.",
        shown="© GeoBasis-DE / BKG (2025) dl-de/by-2-0 (Daten verändert)",
        licence_href="https://www.govdata.de/dl-de/by-2-0",
    ),
    DataSource(
        name="OZG-Leistungen, Themenfelder, Lagen, LeiKa-Schlüssel",
        files=(
            "lands/rlp/services/ozg_leistungen.csv",
            "lands/rlp/services/ozg_themenfelder.csv",
            "lands/rlp/services/ozg_lagen.csv",
            "lands/rlp/services/leika_leistungen.csv",
            "lands/rlp/services/ozg_einzelleistungen_ohne_leika.csv",
        ),
        stand="Oktober 2019",
        origin="OZG-Umsetzungskatalog (BMI, FITKO) und LeiKa (FIM), über die KDN OZG-Datenbank NRW.",
        licence="Trägerdatei unter MIT-Lizenz, Copyright (c) 2020 Gert Hammes; der Katalog ist ein amtliches Werk, "
        "eine eigene Datenlizenz ist nicht veröffentlicht.",
        note="557 von rund 575 Leistungen; etwa jede zehnte Bezeichnung ist überholt.",
        shown="Quelle: OZG-Umsetzungskatalog / LeiKa (BMI, FITKO/FIM), über KDN OZG-Datenbank NRW, Stand Oktober 2019",
    ),
    DataSource(
        name="LeiKa-Typen",
        files=("lands/rlp/services/leika_typen.csv",),
        stand="ohne Datum",
        origin="digital-direkt.nrw; in eigenen Worten wiedergegeben.",
        licence="Tatsachen, keine Lizenz nötig",
        note="Typ 6 ist dort nicht erklärt.",
    ),
    DataSource(
        name="Reifegrade",
        files=("lands/rlp/services/ozg_reifegrade.csv",),
        stand="31.05.2023",
        origin="ozg.brandenburg.de, Reifegradmodell 1.1; in eigenen Worten wiedergegeben.",
        licence="Tatsachen, keine Lizenz nötig",
        note="Fünf Stufen, 0 bis 4.",
    ),
    DataSource(
        name="Gepflegte Tabellen: Basiskomponenten, Bedarf, Zuständigkeiten, Verbände",
        files=(
            "lands/rlp/services/components.csv",
            "lands/rlp/services/service_facts.csv",
            "lands/rlp/services/service_needs.csv",
            "lands/rlp/municipalities/competences.csv",
            "lands/rlp/municipalities/large_towns.csv",
            "lands/rlp/municipalities/associations.csv",
            "lands/rlp/municipalities/memberships.csv",
        ),
        stand="von Hand gepflegt",
        origin="Für diese Anwendung zusammengestellt; jede Zeile nennt ihre Quelle oder das Wort „Annahme“.",
        licence="EUPL-1.2",
        note="Beides steht auf den Seiten der Leistungen.",
    ),
    DataSource(
        name="Lebenslagenbündel",
        files=("lands/rlp/services/bundles.csv", "lands/rlp/services/bundle_services.csv"),
        stand="21.12.2021, von Hand gepflegt",
        origin="Meilensteinplanung, „Inhaltliche Schwerpunkte stärken“; welche Leistungen dazugehören, ist Annahme.",
        licence="EUPL-1.2",
        note="„Neu zugezogen“ und „Gewerbe anmelden“.",
    ),
)
