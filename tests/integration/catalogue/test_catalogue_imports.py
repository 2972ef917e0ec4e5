"""Importing municipalities, activities and enterprises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.catalogue.codes import Certainty, ImportKind, ImportStatus
from bot.catalogue.importers import (
    Counts,
    import_activities,
    import_enterprises,
    import_municipalities,
    import_parts,
    import_regions,
    seed,
)
from bot.catalogue.items import Wanted
from bot.catalogue.models import Activity, Enterprise, ImportRun, Municipality, Source
from bot.catalogue.queries import (
    activity_by_code,
    catalogue_counts,
    find_enterprises,
    last_import,
    resolve_municipality,
    resolve_places,
)
from bot.database import session_factory, transaction

Edit = Callable[[Path, str, str], None]


def ids(engine: Engine) -> dict[str, int]:
    with transaction(session_factory(engine)) as session:
        return dict(session.execute(select(Enterprise.name, Enterprise.id)).all())


def count(engine: Engine, model: type) -> int:
    with transaction(session_factory(engine)) as session:
        return int(session.execute(select(func.count()).select_from(model)).scalar_one())


def test_seeding_twice_adds_everything_once(engine: Engine, folder: Path) -> None:
    first = seed(engine, folder)
    assert [report.counts for report in first] == [
        Counts(added=304),
        Counts(added=38),
        Counts(added=155),
        Counts(added=50),
        Counts(added=924),
        Counts(added=39),
    ]
    before = ids(engine)
    second = seed(engine, folder)
    assert [report.counts for report in second] == [
        Counts(unchanged=304),
        Counts(unchanged=38),
        Counts(unchanged=155),
        Counts(unchanged=50),
        Counts(unchanged=924),
        Counts(unchanged=39),
    ]
    assert ids(engine) == before
    assert count(engine, ImportRun) == 12


def test_a_wrong_third_row_means_that_nothing_is_applied(engine: Engine, folder: Path, edit: Edit) -> None:
    path = folder / "gemeenten.csv"
    edit(path, "Antwerpen,2000;", "Antwerpen,20;")
    report = import_municipalities(engine, path)
    assert not report.applied
    assert report.counts == Counts()
    assert [str(rejection)[:25] for rejection in report.rejections] == ["gemeenten.csv, regel 3: '"]
    assert count(engine, Municipality) == 0
    with transaction(session_factory(engine)) as session:
        assert last_import(session, ImportKind.MUNICIPALITIES) is None
        run = last_import(session, ImportKind.MUNICIPALITIES, status=ImportStatus.REJECTED)
    assert run is not None
    assert (run.file, run.rejected, run.added, len(run.sha256)) == ("gemeenten.csv", 1, 0, 64)
    assert run.started_at <= run.finished_at
    assert run.finished_at.tzinfo is not None


def test_a_rejected_update_leaves_the_old_rows_as_they_were(stocked: Engine, folder: Path, edit: Edit) -> None:
    path = folder / "ondernemingen.csv"
    edit(path, "A-kwadraat VZW", "A-kwadraat NV")
    edit(path, "0451.263.992", "0451.263.993")
    report = import_enterprises(stocked, path)
    assert not report.applied
    assert "controlecijfers" in report.rejections[-1].reason
    with transaction(session_factory(stocked)) as session:
        names = session.execute(select(Enterprise.legal_name).where(Enterprise.name == "A-kwadraat"))
        assert names.scalar_one() == "A-kwadraat VZW"


def test_sound_rows_may_be_applied_without_the_rejected_ones(engine: Engine, folder: Path, edit: Edit) -> None:
    path = folder / "gemeenten.csv"
    edit(path, "Antwerpen,2000;", "Antwerpen,20;")
    report = import_municipalities(engine, path, skip_rejected=True)
    assert report.applied
    assert report.counts == Counts(added=303)
    assert len(report.rejections) == 1


def test_skipping_a_rejected_row_never_removes_what_the_catalogue_has(
    stocked: Engine, folder: Path, edit: Edit
) -> None:
    path = folder / "ondernemingen.csv"
    edit(path, "0406.668.540", "0406.668.541")
    edit(folder / "ondernemingen_bronnen.csv", "A-kwadraat,0406.668.540", "A-kwadraat,0406.668.541")
    report = import_enterprises(stocked, path, skip_rejected=True)
    assert report.applied
    assert report.counts.removed == 0
    assert "A-kwadraat" in ids(stocked)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2300,Turnhout", "2300,Turnhoud", "gemeente 'Turnhoud' is niet gekend"),
        ("2300,Turnhout", "2000,Turnhout", "postcode 2000 hoort niet bij Turnhout"),
        ("Turnhout,Antwerpen", "Turnhout,Limburg", "Turnhout ligt in Antwerpen, niet in Limburg"),
        ("2300,Turnhout", "9999,", "postcode 9999 is niet gekend"),
        ("houtbewerking;groen", "hout;groen", "activiteit 'hout' is niet gekend"),
    ],
)
def test_an_enterprise_must_fit_the_municipalities_and_activities(
    stocked: Engine, folder: Path, edit: Edit, old: str, new: str, reason: str
) -> None:
    edit(folder / "ondernemingen.csv", "\nAarova,", "\nAarova Nieuw,")
    edit(folder / "ondernemingen_bronnen.csv", "\nAarova,", "\nAarova Nieuw,")
    edit(folder / "ondernemingen.csv", old, new)
    report = import_enterprises(stocked, folder / "ondernemingen.csv")
    assert (3, reason) in [(one.line, one.reason) for one in report.rejections]
    assert not report.applied
    assert "Aarova Nieuw" not in ids(stocked)


def test_a_former_municipality_name_becomes_the_current_one(engine: Engine, folder: Path, edit: Edit) -> None:
    edit(folder / "ondernemingen.csv", "2100,Antwerpen,Antwerpen", "2150,Borsbeek,Antwerpen")
    assert all(report.applied for report in seed(engine, folder))
    with transaction(session_factory(engine)) as session:
        page = find_enterprises(session, Wanted(municipality="Antwerpen"), limit=50)
    assert ("ACG", "2150", "Antwerpen") in {(item.name, item.postcode, item.municipality) for item in page.items}


def test_a_changed_row_is_changed_and_keeps_its_id(stocked: Engine, folder: Path, edit: Edit) -> None:
    before = ids(stocked)
    edit(folder / "ondernemingen.csv", "Everdongenlaan 27", "Everdongenlaan 29")
    report = import_enterprises(stocked, folder / "ondernemingen.csv")
    assert report.counts == Counts(changed=1, unchanged=154)
    assert ids(stocked) == before


def test_an_enterprise_that_changes_its_name_is_known_by_its_number(stocked: Engine, folder: Path, edit: Edit) -> None:
    before = ids(stocked)["Aarova"]
    for file in ("ondernemingen.csv", "ondernemingen_bronnen.csv"):
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8").replace("\nAarova,", "\nAarova Nieuw,"), encoding="utf-8")
    report = import_enterprises(stocked, folder / "ondernemingen.csv")
    assert report.counts == Counts(changed=1, unchanged=154)
    assert ids(stocked)["Aarova Nieuw"] == before


def test_two_enterprises_may_swap_their_names(stocked: Engine, folder: Path) -> None:
    before = ids(stocked)
    for file in ("ondernemingen.csv", "ondernemingen_bronnen.csv"):
        path = folder / file
        text = path.read_text(encoding="utf-8").replace("\nAarova,", "\n?,").replace("\nACG,", "\nAarova,")
        path.write_text(text.replace("\n?,", "\nACG,"), encoding="utf-8")
    report = import_enterprises(stocked, folder / "ondernemingen.csv")
    assert report.counts == Counts(changed=2, unchanged=153)
    after = ids(stocked)
    assert (after["Aarova"], after["ACG"]) == (before["ACG"], before["Aarova"])


def test_a_row_that_is_gone_is_removed_with_its_sources(stocked: Engine, folder: Path) -> None:
    sources = count(stocked, Source)
    for file in ("ondernemingen.csv", "ondernemingen_bronnen.csv"):
        path = folder / file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("AMAB,")), encoding="utf-8")
    report = import_enterprises(stocked, folder / "ondernemingen.csv")
    assert report.counts == Counts(removed=1, unchanged=154)
    assert "AMAB" not in ids(stocked)
    assert count(stocked, Source) < sources


def test_a_new_source_changes_the_certainty_of_a_recognition(stocked: Engine, folder: Path, edit: Edit) -> None:
    edit(folder / "ondernemingen_bronnen.csv", "bron: de pagina noemt het een maatwerk", "afgeleid: maatwerk")
    report = import_enterprises(stocked, folder / "ondernemingen.csv")
    assert report.counts == Counts(changed=1, unchanged=154)
    with transaction(session_factory(stocked)) as session:
        certainty = select(Enterprise.recognition_certainty).where(Enterprise.name == "3Wplus")
        assert session.execute(certainty).scalar_one() == Certainty.INFERRED.value


def test_a_merger_takes_the_enterprises_along(stocked: Engine, folder: Path) -> None:
    path = folder / "gemeenten.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    old = next(line for line in lines if line.startswith("Turnhout,"))
    name, postcodes, province, _, _, latitude, longitude = old.strip().split(",")
    lines.remove(old)
    path.write_text(
        "".join([*lines, f"Nieuwstad,{postcodes},{province},13999,{name},{latitude},{longitude}\n"]), encoding="utf-8"
    )
    report = import_municipalities(stocked, path)
    assert report.counts == Counts(added=1, removed=1, unchanged=303)
    with transaction(session_factory(stocked)) as session:
        assert find_enterprises(session, Wanted(municipality="Nieuwstad")).total > 0
        found = resolve_municipality(session, "turnhout")
    assert found is not None
    assert (found.name, found.former_name) == ("Nieuwstad", "Turnhout")
    assert seed(stocked, folder)[2].counts == Counts(unchanged=155)


def test_a_municipality_may_get_a_new_code_and_keep_its_name(stocked: Engine, folder: Path, edit: Edit) -> None:
    edit(folder / "gemeenten.csv", ",11002,", ",11999,")
    assert import_municipalities(stocked, folder / "gemeenten.csv").counts == Counts(added=1, removed=1, unchanged=303)
    with transaction(session_factory(stocked)) as session:
        assert find_enterprises(session, Wanted(municipality="Antwerpen")).total > 5


def test_a_municipality_with_enterprises_may_not_just_disappear(stocked: Engine, folder: Path) -> None:
    path = folder / "gemeenten.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("Turnhout,")), encoding="utf-8")
    report = import_municipalities(stocked, path)
    assert not report.applied
    assert "Turnhout (13040) staat niet meer in het bestand" in report.rejections[0].reason
    assert count(stocked, Municipality) == 304


def test_an_activity_that_enterprises_have_may_not_just_disappear(stocked: Engine, folder: Path) -> None:
    path = folder / "activities.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("groenonderhoud,")), encoding="utf-8")
    report = import_activities(stocked, path)
    assert not report.applied
    assert report.rejections[0].reason.startswith("activiteit 'groenonderhoud' staat niet meer in het bestand")
    assert count(stocked, Activity) == 38


def test_a_synonym_may_move_to_another_activity(engine: Engine, folder: Path, edit: Edit) -> None:
    path = folder / "activities.csv"
    import_activities(engine, path)
    edit(path, ";hovenier", "")
    edit(path, "exoten bestrijden", "exoten bestrijden;hovenier")
    assert import_activities(engine, path).counts == Counts(changed=2, unchanged=36)
    with transaction(session_factory(engine)) as session:
        activity = activity_by_code(session, "natuurbeheer")
    assert activity is not None
    assert "hovenier" in activity.synonyms


def test_seeding_stops_before_what_depends_on_a_rejected_file(engine: Engine, folder: Path, edit: Edit) -> None:
    edit(folder / "activities.csv", "natuurbeheer,", "groenonderhoud,")
    reports = seed(engine, folder)
    assert [report.status for report in reports] == [ImportStatus.APPLIED, ImportStatus.REJECTED]
    with transaction(session_factory(engine)) as session:
        assert catalogue_counts(session).enterprises == 0


def test_a_merger_takes_parts_and_regions_along(stocked: Engine, folder: Path) -> None:
    path = folder / "gemeenten.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    old = next(line for line in lines if line.startswith("Lier,"))
    lines.remove(old)
    merged = [
        line.replace("Kontich,2550", "Kontich,2550;2500;2501").replace(",11024,", ",11024,Lier") for line in lines
    ]
    path.write_text("".join(merged), encoding="utf-8")
    assert import_municipalities(stocked, path).applied
    with transaction(session_factory(stocked)) as session:
        assert [place.municipality for place in resolve_places(session, "Koningshooikt")] == ["Kontich"]
        assert resolve_places(session, "Rivierenland")[0].municipalities == ("Bornem", "Kontich", "Mechelen")


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "reason"),
    [
        ("deelgemeenten.csv", "Aaigem,Erpe-Mere", "Aaigem,Erpe-Meer", 2, "gemeente 'Erpe-Meer' is niet gekend"),
        ("deelgemeenten.csv", "Aaigem,Erpe-Mere", "erpe mere,Erpe-Mere", 2, "is de gemeente zelf"),
        ("deelgemeenten.csv", "50.8892,3.9367", "50.8892,", 2, "'latitude' en 'longitude' horen samen"),
        ("deelgemeenten.csv", "3.9367,2098", "3.9367,veel", 2, "'veel' in 'inhabitants' is geen getal"),
        ("deelgemeenten.csv", "Aalbeke,Kortrijk", "aaigem,Erpe-Mere", 3, "staat al op regel 2"),
        ("streken.csv", "Turnhout;Geel;Herentals", "Turnhout;Gheel", 2, "gemeente 'Gheel' is niet gekend"),
        ("streken.csv", "Turnhout;Geel;Herentals", "", 2, "'centres' is leeg"),
        ("streken.csv", "brugs ommeland", "antwerpse kempen", 3, "staat al op regel 2"),
        ("streken.csv", "brugs ommeland", "BRUGSE OMMELAND", 3, "zijn dezelfde"),
    ],
)
def test_a_wrong_part_or_region_is_rejected_and_nothing_applied(
    stocked: Engine, folder: Path, edit: Edit, file: str, old: str, new: str, line: int, reason: str
) -> None:
    edit(folder / file, old, new)
    report = (import_parts if file == "deelgemeenten.csv" else import_regions)(stocked, folder / file)
    assert not report.applied
    assert [one.line for one in report.rejections] == [line]
    assert reason in report.rejections[0].reason


def test_changed_and_removed_parts_and_regions_are_counted(stocked: Engine, folder: Path, edit: Edit) -> None:
    edit(folder / "deelgemeenten.csv", "50.8892,3.9367", "50.8893,3.9367")
    edit(folder / "deelgemeenten.csv", "Aalbeke,Kortrijk,50.7785,3.2295,2922\n", "")
    edit(folder / "streken.csv", "Turnhout;Geel;Herentals", "Geel")
    edit(folder / "streken.csv", "Brugse Ommeland,brugs ommeland,Brugge;Torhout\n", "")
    assert import_parts(stocked, folder / "deelgemeenten.csv").counts == Counts(changed=1, removed=1, unchanged=922)
    assert import_regions(stocked, folder / "streken.csv").counts == Counts(changed=1, removed=1, unchanged=37)
    with transaction(session_factory(stocked)) as session:
        assert resolve_places(session, "Aalbeke") == resolve_places(session, "Brugs Ommeland") == ()
        assert resolve_places(session, "Antwerpse Kempen")[0].municipalities == ("Geel",)
