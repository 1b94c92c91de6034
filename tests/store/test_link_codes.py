"""Codes that prove who somebody is: read back whatever they are."""

from __future__ import annotations

from datetime import timedelta

from spotter.api.deps import House
from spotter.language.channels import code_in
from spotter.store.queries.link_codes import make_code
from spotter.store.queries.people import create_user
from tests.conftest import NOW


async def test_every_code_is_understood_where_it_is_shown(house: House) -> None:
    async with house.store.database.write() as session:
        person = await create_user(session, kind="guest", now=NOW, expires_at=NOW + timedelta(hours=1))
    async with house.store.write(person.id) as uow:
        codes = [await make_code(uow) for _ in range(100)]
    assert len(set(codes)) == 100
    assert [code_in(f"link {code}") for code in codes] == codes
    assert [code_in(f"lier {code[:4]}-{code[4:]}.".lower()) for code in codes] == codes
