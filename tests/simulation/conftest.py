import pytest

from tests.simulation.examples import EXAMPLES, Made, made


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Made:
    """Each of the examples in turn."""
    return made(**EXAMPLES[request.param])
