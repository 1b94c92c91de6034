"""Databases of a PostgreSQL server for tests. One that a test gives back is emptied for the next: making one costs ten times as much."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from spotter.ids import new_id

# What came after the template goes, in any order of the tables; what the template holds has to be there still. VACUUM then leaves files as
# in a new database: rows lie in the order in which they are written.
CLEAN = """
DO $$ DECLARE name text; part bigint; kept bigint := 0; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0 LOOP
    EXECUTE format('DELETE FROM %I WHERE xmin::text::bigint > {newest}', name);
    EXECUTE format('SELECT count(*) FROM %I', name) INTO part;
    kept := kept + part;
  END LOOP;
  IF kept <> {rows} THEN RAISE EXCEPTION 'a test changed the catalogue: % of its {rows} rows are as they were', kept; END IF;
END $$
"""
ALONE = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
USED = """
SELECT format('%I', relname) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
"""


class PostgresDatabases:
    """Copies of a template, each with one user at a time. The template is filled before the first copy is made."""

    def __init__(self, admin_url: str) -> None:
        self._admin_url = admin_url
        self._template = f"spotter_template_{new_id().replace('-', '')}"
        self._made: list[str] = []
        self._idle: list[str] = []
        self._clean = ""
        self._administer(f'CREATE DATABASE "{self._template}"')

    @property
    def template_url(self) -> str:
        return self._url(self._template)

    @contextmanager
    def one(self) -> Iterator[str]:
        """The URL of a database like the template."""
        name = self._idle.pop() if self._idle else self._new()
        yield self._url(name)
        with psycopg.connect(self._url(name), autocommit=True, options="-c synchronous_commit=off") as admin:
            admin.execute(ALONE)
            used = [table for (table,) in admin.execute(USED)]
            admin.execute(self._clean)
            admin.execute(f"VACUUM {', '.join(used)}")
        self._idle.append(name)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a database without a table, dropped afterwards."""
        name = f"spotter_test_{new_id().replace('-', '')}"
        self._administer(f'CREATE DATABASE "{name}"')
        yield self._url(name)
        self._administer(f'DROP DATABASE "{name}" WITH (FORCE)')

    def drop(self) -> None:
        """Drop every database, and the template."""
        self._administer(*(f'DROP DATABASE "{name}" WITH (FORCE)' for name in (*self._made, self._template)))

    def _new(self) -> str:
        self._clean = self._clean or self._cleaning()
        name = f"spotter_test_{new_id().replace('-', '')}"
        self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{self._template}"')
        self._made.append(name)
        return name

    def _cleaning(self) -> str:
        """The statement that leaves only what the template holds now: rows of transactions before this one."""
        with psycopg.connect(self.template_url) as template:
            counts = [template.execute(f"SELECT count(*) FROM {table}").fetchall() for (table,) in template.execute(USED).fetchall()]
            ((transaction,),) = template.execute("SELECT txid_current()").fetchall()
        return CLEAN.format(newest=transaction % 2**32, rows=sum(count for ((count,),) in counts))

    def _administer(self, *statements: str) -> None:
        with psycopg.connect(self._admin_url, autocommit=True) as admin:
            for statement in statements:
                admin.execute(statement)

    def _url(self, name: str) -> str:
        head, _, query = self._admin_url.partition("?")
        return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
