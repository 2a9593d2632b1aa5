"""What the file of another year brings: held against the sample, whose years differ in known ways."""

from dataclasses import replace

import pytest

from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.workbook import Import
from ojdesk.core.model import Source
from ojdesk.core.news import News, news, news_sections, news_sentence, news_since, year_in_focus


def of(dataset: Dataset, source: Source, year: int) -> News:
    found = news(dataset, source, year)
    assert found is not None
    return found


def until(sample: Import, survey: int, register: int = 0) -> Dataset:
    """The sample as it was when the files of these years were the newest."""
    last = {Source.SURVEY: survey, Source.REGISTER: register}
    return build(it for it in sample.readings if it.years[-1] <= last[it.source])


def survey_of(sample: Import, year: int) -> Reading:
    return next(it for it in sample.readings if it.source is Source.SURVEY and it.years == (year,))


def test_indicators_come_go_and_change(dataset: Dataset) -> None:
    came = of(dataset, Source.SURVEY, 2020)
    assert (came.before, [it.id for it in came.new]) == (
        2019,
        ["plan_tre_manader_alla", "plan_undertecknad_alla", "plan_uppfoljd_alla", "individuella_moten"],
    )
    went = of(dataset, Source.SURVEY, 2022)
    assert [it.id for it in went.gone] == [
        "socialjour",
        "samordning_missbruk",
        "kompetensplan",
        "systematisk_uppfoljning_utveckla",
        "skyddade_personuppgifter",
    ]
    assert [it.id for it, _ in of(dataset, Source.SURVEY, 2024).redefined] == ["rutin_vald_vuxen"]
    assert [it.id for it, _ in of(dataset, Source.REGISTER, 2021).redefined] == ["andel_langvarigt"]
    assert news(dataset, Source.SURVEY, 2018) is None


def test_units_come_and_go(dataset: Dataset) -> None:
    found = of(dataset, Source.SURVEY, 2024)
    assert [it.name for it in found.arrived] == ["Järva", "Norra innerstaden"]
    assert [it.name for it in found.left] == ["Norrmalm", "Rinkeby-Kista", "Spånga-Tensta", "Östermalm"]


def test_it_is_told_in_swedish(dataset: Dataset) -> None:
    assert dict(news_sections(of(dataset, Source.SURVEY, 2024))) == {
        "Ändrade indikatorer": [
            "Rutin vid våld mot vuxen: Från 2024 ska rutinen vara uppföljd inom 24 månader, tidigare 12. Resultaten är "
            "inte helt jämförbara."
        ],
        "Nya enheter": [
            "Järva finns från 2024. Området omfattar det som till och med 2023 var Rinkeby-Kista och Spånga-Tensta.",
            "Norra innerstaden finns från 2024. Området omfattar det som till och med 2023 var Norrmalm och Östermalm.",
        ],
    }
    assert news_sections(of(dataset, Source.REGISTER, 2022)) == []


@pytest.mark.parametrize(
    ("source", "year", "sentence"),
    [
        (
            Source.SURVEY,
            2024,
            "Enkäten 2024 är tillagd. Jämfört med 2023: en ändrad indikator, två nya enheter och fyra försvunna "
            "enheter.",
        ),
        (Source.SURVEY, 2022, "Enkäten 2022 är tillagd. Jämfört med 2021: fem försvunna indikatorer."),
        (
            Source.REGISTER,
            2022,
            "Registerdata för 2022 är tillagda. Jämfört med 2021: samma indikatorer och enheter.",
        ),
    ],
)
def test_it_is_told_in_a_line(dataset: Dataset, source: Source, year: int, sentence: str) -> None:
    assert news_sentence([of(dataset, source, year)]) == sentence


def test_several_years_are_told_of_by_name(dataset: Dataset) -> None:
    found = [of(dataset, Source.SURVEY, 2023), of(dataset, Source.REGISTER, 2022)]
    assert news_sentence(found) == "Tillagda år: enkät 2023 och register 2022."


def test_other_words_than_the_year_before_are_pointed_out_unless_the_catalogue_knows_them(sample: Import) -> None:
    newest = survey_of(sample, 2024)
    wording = newest.observations["indicator"].cat
    freda = next(it for it in wording.categories if "FREDA" in it)
    table = newest.observations.assign(
        indicator=wording.rename_categories({freda: "Använder FREDA-kortfrågor vid nybesök"})
    )
    dataset = build([survey_of(sample, 2023), replace(newest, observations=table)])
    told = dict(news_sections(of(dataset, Source.SURVEY, 2024)))
    assert told["Nya ordalydelser, kontrollera om de betyder något annat"] == [
        f"FREDA-kortfrågor: ”Använder FREDA-kortfrågor vid nybesök”, 2023 ”{freda}”"
    ]
    known = dict(news_sections(of(build(sample.readings), Source.SURVEY, 2023)))
    assert any(line.startswith("Plan inom tre månader, alla:") for line in known["Nya namn på samma sak"])
    assert "Nya ordalydelser, kontrollera om de betyder något annat" not in known


def test_an_unknown_indicator_is_marked(sample: Import) -> None:
    newest = survey_of(sample, 2024)
    other = next(iter(newest.indicators.values()))
    unknown = replace(other, id="egen:ny", name="Ny fråga", short="Ny fråga", known=False)
    table = newest.observations.copy()
    table["indicator_id"] = table["indicator_id"].cat.rename_categories({other.id: unknown.id})
    indicators = {unknown.id: unknown, **{name: it for name, it in newest.indicators.items() if name != other.id}}
    dataset = build([survey_of(sample, 2023), replace(newest, observations=table, indicators=indicators)])
    told = dict(news_sections(of(dataset, Source.SURVEY, 2024)))
    assert told["Nya indikatorer"] == ["Ny fråga (inte i katalogen, visas med filens egna ord)"]
    assert told["Försvunna indikatorer"] == [other.short]


# When files are added to others --------------------------------------------------------------------------------------


def test_only_years_later_than_those_before_are_news(sample: Import, dataset: Dataset) -> None:
    before = until(sample, 2022, 2021)
    assert [(it.source, it.year) for it in news_since(before, dataset)] == [
        (Source.SURVEY, 2023),
        (Source.SURVEY, 2024),
        (Source.REGISTER, 2022),
    ]
    assert news_since(dataset, dataset) == []
    alone = build([survey_of(sample, 2023)])
    assert news_since(alone, build([survey_of(sample, 2022), survey_of(sample, 2023)])) == [], "an earlier year"
    assert [it.source for it in news_since(alone, dataset)] == [Source.SURVEY], "a source of its own has no year before"


@pytest.mark.parametrize(
    ("had", "indicator", "year", "then"),
    [
        ((2023, 2021), "freda", 2023, 2024),
        ((2023, 2021), "freda", 2020, 2020),
        ((2023, 2021), "freda", 2021, 2021),
        ((2023, 2021), "andel_mottagare", 2023, 2024),
        ((2024, 2021), "freda", 2024, 2024),
        ((2021, 2021), "freda", 2021, 2024),
        ((2021, 2021), "andel_mottagare", 2021, 2022),
    ],
)
def test_who_looked_at_the_newest_year_of_a_source_still_does(
    sample: Import, dataset: Dataset, had: tuple[int, int], indicator: str, year: int, then: int
) -> None:
    assert year_in_focus(until(sample, *had), dataset, indicator, year) == then
