"""Whose side those are who act and are acted upon: by role, by 'those of', by a region that acts for itself."""

import pytest

from servanda.bench.actors import predict


def sides(text: str) -> tuple[set[str], set[str]]:
    found = predict(text, "2024-05-20")
    return set(found["actors"]), set(found["recipients"])


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        (
            "Kofi Boateng, founder of the Volta Fishermen's Union, {met} Malta's president on Tuesday.",
            {"Volta Fishermen's Union", "Malta"},
            set(),
        ),
        (
            "James Brown, Canada's trade envoy, was {released} by the Shining Path on Friday.",
            {"Shining Path"},
            {"Canada"},
        ),
        (
            "Ahmed Darwish, a critic of the Sudanese government, was {arrested} by Egypt on Friday.",
            {"Egypt"},
            {"Ahmed Darwish"},
        ),
        ("Rwanda {accused} the priest who heads the League of Exiles.", {"Rwanda"}, {"League of Exiles"}),
        (
            "Peter Okafor and John Musa of the Coalition for Peace {met} Nigeria's president on Friday.",
            {"Coalition for Peace", "Nigeria"},
            set(),
        ),
        (
            "The secretary of the Federation of Free Unions, Anna Nowak, {met} Poland's president on Friday.",
            {"Federation of Free Unions", "Poland"},
            set(),
        ),
        ("Ghana {arrested} the poet Kofi Mensah Adjei on Monday.", {"Ghana"}, {"Kofi Mensah Adjei"}),
    ],
)
def test_persons_act_for_the_side_of_their_role(text, actors, recipients):
    assert sides(text) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "The Ivorian foreign minister and his Togolese opposite number, Robert Dussey, {met} in Accra on Monday.",
            {"Côte d’Ivoire", "Togo"},
        ),
        (
            "Envoys of Kenya and those of the Front for Turkana {met} in Lodwar on Monday.",
            {"Kenya", "Front for Turkana"},
        ),
        (
            "Peru and Ecuador quarrelled for years. On Friday the two navies {held} a joint patrol.",
            {"Peru", "Ecuador"},
        ),
        ("French, British and German ministers {met} in Paris on Friday.", {"France", "United Kingdom", "Germany"}),
        ("Several hundred of the Shining Path's men {attacked} Peruvian soldiers.", {"Shining Path"}),
        ("Tiraspol {rejected} Chisinau's offer on Monday.", {"Transnistria"}),
        (
            "In May the Front for the Renewal of Benin took Nikki. On Monday the rebels {attacked} the Beninese army.",
            {"Front for the Renewal of Benin"},
        ),
        ("The Tuareg rebels of the Alliance for the Sahara {attacked} a convoy.", {"Alliance for the Sahara"}),
    ],
)  # fmt: skip
def test_who_acts(text, actors):
    assert sides(text)[0] == actors


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Moldova {accused} the leaders of Gagauzia of treason on Friday.", {"Gagauzia"}),
        ("Iceland {recognised} the independence of Estonia, Latvia and Lithuania.", {"Estonia", "Latvia", "Lithuania"}),
        ("Nicaragua {attacked} hooded men of the Movement for Change on Monday.", {"Movement for Change"}),
    ],
)  # fmt: skip
def test_who_is_acted_upon(text, recipients):
    assert sides(text)[1] == recipients
