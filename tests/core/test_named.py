"""The unit that someone means by a name or a code."""

import pytest

from ojdesk.core.dataset import Dataset
from ojdesk.core.named import find_unit
from ojdesk.core.work import Refused


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("1489", "1489"),
        ("Alingsås", "1489"),
        ("alingsås kommun", "1489"),
        ("Stockholms stad", "0180"),
        ("Skåne län", "12"),
        ("Skåne", "12"),
        ("Göteborg, Nordost", "148051"),
        ("Nordost", "148051"),
        ("Riket", "00"),
        ("Uppsala", "0380"),
        ("Uppsala län", "03"),
    ],
)
def test_units_by_name_or_code(dataset: Dataset, wanted: str, code: str) -> None:
    assert find_unit(dataset, wanted).code == code


def test_a_name_that_two_units_have_is_asked_back(dataset: Dataset) -> None:
    with pytest.raises(
        Refused, match=r"Flera enheter heter Centrum\. Ange någon av koderna 148034, 148052 i stället\."
    ):
        find_unit(dataset, "Centrum")


def test_a_misspelt_name_is_answered_with_the_nearest(dataset: Dataset) -> None:
    with pytest.raises(Refused, match=r"Enheten Allingsås finns inte i filerna\. Menade du Alingsås"):
        find_unit(dataset, "Allingsås")
