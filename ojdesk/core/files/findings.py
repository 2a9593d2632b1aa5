"""So many findings as someone will read: of each kind the first ones, and how many more there are."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ojdesk.core.model import Finding

#: Of one kind on one sheet.
MOST = 20
#: What differs between two findings of a kind: what is quoted, numbers, and names.
_OWN = re.compile(r"”[^”]*”?|\w*\d\w*|\b[A-ZÅÄÖ][\w-]*|\bEn\b|\bett\b")


def most_telling(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order; of a kind that is met too often, the last one that is kept tells how often."""
    kept: list[Finding] = []
    seen: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], int] = {}
    for finding in findings:
        # Its letters are enough to know a kind by, and a text without end takes long to look through.
        kind = (finding.sheet, " ".join(_OWN.sub("", finding.what[:400]).split()))
        seen[kind] += 1
        if seen[kind] <= MOST:
            last[kind] = len(kept)
            kept.append(finding)
    for kind, at in last.items():
        if (more := seen[kind] - MOST) > 0:
            others = "en anmärkning" if more == 1 else f"{more} anmärkningar"
            kept[at] = replace(kept[at], what=f"{kept[at].what} Och {others} till av samma slag.")
    return kept
