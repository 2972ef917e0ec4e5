from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from bot.database import DatabaseUnavailable, make_engine
from bot.database.metadata import metadata
from bot.database.migrate import current_revision, head_revision, is_current, upgrade


def test_upgrading_makes_an_empty_database_current_and_doing_it_twice_is_harmless(empty_url: str) -> None:
    upgrade(empty_url)
    engine = make_engine(empty_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO catalogue_activity (code, label) VALUES ('x', 'X')"))
    upgrade(empty_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM catalogue_activity")).scalar_one() == 1
    assert current_revision(engine) == head_revision()
    engine.dispose()


def test_the_migrations_make_exactly_what_the_models_describe(database_url: str) -> None:
    engine = make_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_database_that_was_never_migrated_is_not_current(empty_url: str) -> None:
    if make_url(empty_url).get_backend_name() == "sqlite":
        path = Path(make_url(empty_url).database or "")
        path.parent.mkdir()
        path.touch()
    engine = make_engine(empty_url)
    assert current_revision(engine) is None
    assert not is_current(engine)
    engine.dispose()


def test_upgrading_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    upgrade("sqlite:///relative/wegwijzer.db")
    engine = make_engine("sqlite:///relative/wegwijzer.db")
    monkeypatch.chdir("/")
    assert is_current(engine)


def test_a_path_with_odd_characters_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "50% café #1" / "weg wijzer.db"
    upgrade(f"sqlite:///{path}")
    assert is_current(make_engine(f"sqlite:///{path}"))
    assert path.exists()


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("halfway")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.runtime.migration.HeadMaintainer.update_to_step", fail)
        with pytest.raises(RuntimeError, match="halfway"):
            upgrade(empty_url)
    engine = make_engine(empty_url)
    with engine.connect() as connection:
        assert not set(metadata.tables) & set(inspect(connection).get_table_names())
    engine.dispose()
    upgrade(empty_url)


def test_a_file_in_the_way_of_the_folder_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailable, match="can't create"):
        upgrade(f"sqlite:///{tmp_path / 'file' / 'wegwijzer.db'}")


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (
            "catalogue_enterprise",
            "(name, name_key, recognition, recognition_certainty, province, description, source_url, checked)"
            " VALUES ('a', 'a', 'erkend', 'sourced', 'Antwerpen', 'x', 'https://a.be', '2026-01-01')",
        ),
        (
            "catalogue_enterprise",
            "(name, name_key, recognition, recognition_certainty, province, description, source_url, checked)"
            " VALUES ('a', 'a', 'overig', 'zeker', 'Antwerpen', 'x', 'https://a.be', '2026-01-01')",
        ),
        ("catalogue_municipality_postcode", "(nis_code, postcode) VALUES ('99999', '9999')"),
    ],
    ids=["recognition", "certainty", "foreign key"],
)
def test_the_database_itself_refuses_what_does_not_fit(database_url: str, table: str, values: str) -> None:
    engine = make_engine(database_url)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(f"INSERT INTO {table} {values}"))
    engine.dispose()


def test_municipalities_of_an_older_database_get_a_point_until_their_file_is_read_again(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command

    newest = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", lambda config, revision: newest(config, "0002"))
        upgrade(empty_url)
    engine = make_engine(empty_url)
    columns = "(nis_code, name, name_key, province)"
    with engine.begin() as connection:
        connection.execute(
            text(f"INSERT INTO catalogue_municipality {columns} VALUES ('11001', 'A', 'a', 'Antwerpen')")
        )
    upgrade(empty_url)
    with engine.connect() as connection:
        point = connection.execute(text("SELECT latitude, longitude FROM catalogue_municipality")).one()
    assert tuple(point) == (51.0, 4.5)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(
            text(f"INSERT INTO catalogue_municipality {columns} VALUES ('11002', 'B', 'b', 'Antwerpen')")
        )
    engine.dispose()


def test_events_of_an_older_database_keep_the_words_they_are_found_by(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command

    newest = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", lambda config, revision: newest(config, "0007"))
        upgrade(empty_url)
    engine = make_engine(empty_url)
    columns = "(id, uid, calendar, title, starts_at, over_at, time_known, cancelled, search_text)"
    values = "(1, 'a', 'test', 'Open dag', '2027-05-01', '2027-05-02', true, false, ' open dag | gent open')"
    with engine.begin() as connection:
        connection.execute(text(f"INSERT INTO catalogue_event {columns} VALUES {values}"))
    upgrade(empty_url)
    query = text("SELECT word, in_title FROM catalogue_event_word ORDER BY word")
    with engine.connect() as connection:
        words = [(word, bool(in_title)) for word, in_title in connection.execute(query)]
    assert words == [("dag", True), ("gent", False), ("open", True)]
