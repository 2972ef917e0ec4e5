"""Places, activities and enterprises of the real catalogue, found in messages as the assistant reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.catalogue.importers import RejectedFile
from bot.nlu.catalogue_phrases import catalogue_phrases
from bot.nlu.gazetteer import GazetteerEntityExtractor
from bot.nlu.phrases import ENTERPRISE, MUNICIPALITY, PhraseIndex
from bot.nlu.tokenizer import SpacyDutchTokenizer
from bot.nlu.words import is_ordinary, split_words
from bot.paths import CATALOGUE

Read = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def tokenizer() -> SpacyDutchTokenizer:
    return SpacyDutchTokenizer(SpacyDutchTokenizer.get_default_config())


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> GazetteerEntityExtractor:
    """Trained, stored and loaded again, as Rasa does."""
    storage = LocalModelStorage(tmp_path_factory.mktemp("model"))
    config, resource = GazetteerEntityExtractor.get_default_config(), Resource("gazetteer")
    GazetteerEntityExtractor(config, storage, resource, PhraseIndex(())).train(TrainingData())
    return GazetteerEntityExtractor.load(config, storage, resource, None)


@pytest.fixture(scope="module")
def read(extractor: GazetteerEntityExtractor, tokenizer: SpacyDutchTokenizer) -> Read:
    return lambda text: extractor.extract(text, tokenizer.tokenize(Message.build(text), "text"))


def values(entities: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(entity["entity"], entity["value"]) for entity in entities]


def places(entities: list[dict[str, Any]]) -> list[str]:
    return [value for name, value in values(entities) if name == MUNICIPALITY]


def test_every_municipality_and_enterprise_has_a_phrase() -> None:
    phrases = catalogue_phrases(CATALOGUE)
    assert len({phrase.value for phrase in phrases if phrase.entity == MUNICIPALITY}) == 304
    assert len({phrase.value for phrase in phrases if phrase.entity == ENTERPRISE}) == 156  # and a group


def test_a_place_and_an_activity_are_found_with_their_offsets(read: Read) -> None:
    text = "waar is een kringwinkel in Sint-Niklaas?"
    found = read(text)
    assert values(found) == [("activity", "kringloop"), ("municipality", "Sint-Niklaas")]
    assert [text[entity["start"] : entity["end"]] for entity in found] == ["kringwinkel", "Sint-Niklaas"]
    assert {entity["confidence_entity"] for entity in found} == {1.0}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("sint niklaas", "Sint-Niklaas"),
        ("iets in GENT", "Gent"),
        ("Borsbeek", "Antwerpen"),
        ("werk bij 9000", "Gent"),
        ("postcode 2000", "Antwerpen"),
    ],
)
def test_a_place_is_found_by_spelling_former_name_and_postcode(read: Read, text: str, place: str) -> None:
    assert places(read(text)) == [place]


@pytest.mark.parametrize("text", ["in 2000", "sinds 2024", "2000"])
def test_a_year_is_no_postcode(read: Read, text: str) -> None:
    assert places(read(text)) == []


def test_two_places_are_both_found(read: Read) -> None:
    assert places(read("Gent of Aalst")) == ["Gent", "Aalst"]


def test_a_typing_error_in_a_place_is_forgiven_behind_a_place_word(read: Read) -> None:
    found = read("ik zoek iets in Antwerpn")
    assert places(found) == ["Antwerpen"]
    assert 0.84 <= found[0]["confidence_entity"] < 1
    assert places(read("ik zoek graag Antwerpn")) == []


@pytest.mark.parametrize("text", ["groenonderhoud in Boom", "kringwinkel boom", "Boom"])
def test_an_everyday_word_is_a_place_where_a_place_may_be_expected(read: Read, text: str) -> None:
    assert places(read(text)) == ["Boom"]


@pytest.mark.parametrize(
    "text",
    ["ik wil graag een boom planten", "mol is een dier", "wij zagen gisteren een boom", "mag ik landen en varen leren"],
)
def test_an_everyday_word_is_no_place_elsewhere(read: Read, text: str) -> None:
    assert places(read(text)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tuinonderhoud", "groenonderhoud"),
        ("wie kan mijn haag twee keer laten scheren", "groenonderhoud"),
        ("drukwerk laten maken", "drukwerk-mailing"),
        ("een ploeg om te strijken", "wasserij-strijk"),
    ],
)
def test_an_activity_is_found_in_everyday_words(read: Read, text: str, code: str) -> None:
    assert ("activity", code) in values(read(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hagen scheren", "groenonderhoud"),
        ("dozen inpakken", "verpakking"),
        ("strijkdienst", "wasserij-strijk"),
        ("printplaten", "elektronica"),
        ("een metaalbedrijf", "metaal"),
        ("industriewasserij", "wasserij-strijk"),
        ("groenonderhout", "groenonderhoud"),
        ("wie plant er bomen", "natuurbeheer"),
    ],
)
def test_an_activity_is_found_in_other_forms_compounds_and_with_a_typing_error(
    read: Read, text: str, code: str
) -> None:
    assert values(read(text)) == [("activity", code)]


def test_where_somebody_lives_is_no_work(read: Read) -> None:
    assert values(read("wij wonen in Lier")) == [("municipality", "Lier")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hagen scheren in Limburg", ("province", "Limburg")),
        ("in de provincie Antwerpen", ("province", "Antwerpen")),
        ("in Antwerpen", ("municipality", "Antwerpen")),
        ("bomen planten in het Waasland", ("region", "Waasland")),
        ("wie strijkt er in Heverlee", ("municipality", "Leuven")),
        ("schilder in 3001", ("municipality", "Leuven")),
        ("iets in Sint Niklas", ("municipality", "Sint-Niklaas")),
        ("iets in st niklaas", ("municipality", "Sint-Niklaas")),
        ("kringwinkel in Xanadu", ("unknown_place", "xanadu")),
        ("kringwinkel in 9999", ("unknown_place", "9999")),
    ],
)
def test_a_place_may_be_a_province_a_region_a_part_or_one_that_nobody_knows(
    read: Read, text: str, found: tuple[str, str]
) -> None:
    assert found in values(read(text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("enkel maatwerkbedrijven", "maatwerkbedrijf"),
        ("een beschutte werkplaats", "maatwerkbedrijf"),
        ("zijn er coöperaties", "cooperatie"),
        ("lokale diensteneconomie", "lokale-diensteneconomie"),
    ],
)
def test_a_recognition_is_found_by_its_name_and_by_what_it_was_called(read: Read, text: str, code: str) -> None:
    assert ("recognition", code) in values(read(text))


def test_an_activity_of_two_words_needs_both(read: Read) -> None:
    assert values(read("een haag kopen in Gent")) == [("municipality", "Gent")]


@pytest.mark.parametrize(
    ("text", "name"), [("wat doet de a-kwadraat", "A-kwadraat"), ("Aarova vzw", "Aarova"), ("3wplus", "3Wplus")]
)
def test_an_enterprise_is_found_by_its_name(read: Read, text: str, name: str) -> None:
    assert values(read(text)) == [("enterprise", name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("wase werkplats", "Wase Werkplaats"),
        ("contact van kringwinkel haageland", "De Kringwinkel Hageland"),
        ("de fietsambasade", "De Fietsambassade"),
    ],
)
def test_a_typing_error_in_a_name_is_forgiven_and_its_article_is_not_needed(read: Read, text: str, name: str) -> None:
    assert values(read(text)) == [("enterprise", name)]


def test_a_kind_of_enterprise_before_another_word_is_no_name(read: Read) -> None:
    assert "enterprise" not in dict(values(read("ik wist niet dat dat een kringwinkel was")))


def test_an_everyday_word_with_a_capital_in_the_sentence_may_be_a_name(read: Read) -> None:
    assert values(read("wat doet Waak eigenlijk")) == [("enterprise", "Waak")]
    assert values(read("wat doet waak eigenlijk")) == []


def test_a_compound_may_hold_a_word_of_longer_work(read: Read) -> None:
    assert values(read("wie kan geschenkdozen vullen")) == [("activity", "verpakking")]


def test_the_beginning_of_a_longer_name_is_a_name_too(read: Read) -> None:
    assert values(read("wat doet Groep Intro")) == [("enterprise", "Groep INTRO")]


def test_the_period_and_the_audience_of_events_are_found(read: Read) -> None:
    assert values(read("vorige evenementen voor leerkrachten")) == [("period", "past"), ("audience", "studenten")]
    assert values(read("komende evenementen voor kmo's")) == [("audience", "bedrijven")]


def test_accents_before_a_name_do_not_shift_its_place(read: Read) -> None:
    text = "coöperatie in Gent"
    assert [text[entity["start"] : entity["end"]] for entity in read(text)] == ["coöperatie", "Gent"]


def test_a_text_without_names_has_no_entities(read: Read) -> None:
    assert read("wat is sociale economie") == []


def test_a_button_keeps_its_own_entities_and_a_text_gets_new_ones_beside_them(
    extractor: GazetteerEntityExtractor, tokenizer: SpacyDutchTokenizer
) -> None:
    own = {"entity": "offset", "value": "5"}
    button = Message.build('/find_enterprise{"municipality": "Gent"}')
    typed = Message.build("Gent")
    for message in (button, typed):
        message.set("entities", [own])
        message.set("text_tokens", tokenizer.tokenize(message, "text"))
    extractor.process([button, typed])
    assert button.get("entities") == [own]
    assert values(typed.get("entities")) == [("offset", "5"), ("municipality", "Gent")]


def test_a_catalogue_that_lacks_its_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(RejectedFile, match=r"gemeenten\.csv: het bestand bestaat niet"):
        catalogue_phrases(tmp_path)


def test_ordinary_names_are_those_of_everyday_words_alone() -> None:
    assert is_ordinary("De Brug")
    assert not is_ordinary("Ryhove")


def test_names_are_split_at_hyphens_and_punctuation() -> None:
    assert split_words("sint-niklaas (waas), 's gravenwezel") == ["sint", "niklaas", "waas", "'s", "gravenwezel"]
