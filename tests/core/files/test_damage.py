import pytest

from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.model import Status
from ojdesk.core.resources import sample_files
from tests.core.files.books import read_or_refuse
from tests.core.files.damage import damage
from tests.core.files.test_kinds import WORKBOOKS

SOURCES = WORKBOOKS | {"sample": sample_files()[0].read_bytes()}
SEEDS = {"xlsx": 160, "xlsb": 80, "xls": 80, "ods": 80, "sample": 40}


@pytest.mark.parametrize("kind", SEEDS)
def test_a_damaged_file_is_refused_or_read_and_the_program_lives(kind: str, process: ReadingProcess) -> None:
    read = 0
    for seed in range(SEEDS[kind]):
        outcome = read_or_refuse(damage(SOURCES[kind], seed), process)
        if isinstance(outcome, str):
            assert outcome.startswith("fil.xlsx "), seed
            assert outcome.endswith("."), seed
        else:
            table = outcome.observations
            assert (table["value"].notna() == (table["status"] == Status.VALUE)).all(), seed
            read += 1
    assert 0 < read < SEEDS[kind]
