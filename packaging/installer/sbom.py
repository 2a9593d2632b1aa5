#!/usr/bin/env python3
"""The bill of materials: the parts as CycloneDX 1.6, for those who watch over known faults.

Takes the parts as JSON on standard input, and on the command line the file to write, the program's version, the system
and the seconds since 1970 that it is dated with. Needs cyclonedx-python-lib.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

_LICENCES = LicenseFactory()


def main() -> None:
    out, version, system, dated = sys.argv[1:]
    program = Component(
        name="ojdesk",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=BomRef("ojdesk"),
        licenses=[_LICENCES.make_from_string("MIT")],
    )
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, f"ojdesk {version} {system}"))
    bom.metadata.component = program
    bom.metadata.timestamp = datetime.fromtimestamp(int(dated), UTC)
    components = [_component(part) for part in json.load(sys.stdin)]
    bom.components.update(components)
    bom.register_dependency(program, components)
    Path(out).write_text(JsonV1Dot6(bom).output_as_string(indent=1) + "\n", encoding="utf-8")


def _component(part: dict[str, Any]) -> Component:
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=part["sha256"])] if part["sha256"] else []
    return Component(
        name=part["name"],
        version=part["version"],
        type=ComponentType.LIBRARY,
        bom_ref=BomRef(part["purl"]),
        purl=PackageURL.from_string(part["purl"]),
        licenses=[_LICENCES.make_from_string(part["licence"])] if part["licence"] else [],
        hashes=hashes,
    )


if __name__ == "__main__":
    main()
