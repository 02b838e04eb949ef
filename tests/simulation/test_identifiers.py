from uuid import RFC_4122, UUID

from lkj.simulation.identifiers import new_id, request_digest
from tests.simulation.examples import chance
from tests.support.times import moment

EARLY, LATE = moment("2024-01-02 08:00").at, moment("2024-01-02 08:01").at


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = UUID(new_id(chance(), EARLY))

    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == int(EARLY.timestamp() * 1000)


def test_ids_sort_by_time() -> None:
    rng = chance()
    early = [new_id(rng, EARLY) for _ in range(50)]
    late = [new_id(rng, LATE) for _ in range(50)]

    assert max(early) < min(late)
    assert len(set(early)) == 50


def test_a_digest_tells_accounts_and_requests_apart() -> None:
    digests = {request_digest(a, r) for a in ("a1", "a2") for r in ("r1", "r2")}

    assert len(digests) == 4
    assert {len(digest) for digest in digests} == {64}
