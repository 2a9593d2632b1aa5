import pytest

from ojdesk.core.files import gate
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.work import Refused
from tests.core.files.hostile import CASES


@pytest.mark.parametrize("case", CASES)
def test_what_has_ended_other_readers_is_read_or_refused(case: str, process: ReadingProcess) -> None:
    said, make = CASES[case]
    content = make()
    if said:
        with pytest.raises(Refused, match=rf"^fil\.dat (är|har) .*{said}.*\.$"):
            process.read(gate.inspect("fil.dat", content), lambda: None)
    else:
        (sheet,) = process.read(gate.inspect("fil.dat", content), lambda: None)
        assert sheet.cell(0, 0) in {1.0, 1.5}
