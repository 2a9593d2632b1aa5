"""One reading process for all tests that read workbooks they have written."""

from collections.abc import Iterator

import pytest

from ojdesk.core.files.child import ReadingProcess


@pytest.fixture(scope="session")
def process() -> Iterator[ReadingProcess]:
    with ReadingProcess() as made:
        yield made
