"""The page of what ships, and the same for programs."""

from __future__ import annotations

import json
import re
from importlib.metadata import metadata

from generator.content.load import load
from generator.pages.about import DATA, parts, sbom
from tests.conftest import CHINESE, ROOT, SAMPLE
from tests.rendered import rendered


def test_every_part_is_on_the_page_with_its_licence() -> None:
    page = rendered(CHINESE)["about/index.md"]
    library = load(CHINESE)
    assert len(parts(library)) >= 6
    for part in parts(library):
        assert re.search(rf"^\| {re.escape(part.name)} \|.*\| {re.escape(part.licence)} \|$", page, re.M), part.name
    assert DATA.rpartition("/")[2] in page


def test_programs_get_the_same_parts_each_time() -> None:
    library = load(SAMPLE)
    made = json.loads(sbom(library))
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    components = [made["metadata"]["component"], *made["components"]]
    assert [one["name"] for one in components] == [part.name for part in parts(library)]
    assert len({one["bom-ref"] for one in components}) == len(components)
    assert all(one["licenses"][0]["license"]["id"] for one in components)
    assert not {"serialNumber", "timestamp"} & {*made, *made["metadata"]}
    assert sbom(library) == sbom(load(SAMPLE))


def test_licences_and_versions_are_those_of_the_packages() -> None:
    for part in parts(load(SAMPLE)):
        if part.purl and part.name != "pypinyin":  # which only makes the tables
            of = metadata(part.purl.partition("/")[2].partition("@")[0])
            assert (part.version, part.licence) == (of["Version"], of["License-Expression"])


def test_the_list_in_contributing_names_every_part() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Licences")[2]
    assert [part.name for part in parts(load(CHINESE)) if part.name not in text] == []
