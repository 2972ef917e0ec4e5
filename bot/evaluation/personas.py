"""Who asks: the many descriptions in the evaluation questions, folded into a few groups."""

from __future__ import annotations

OTHER = "other"

# The first group with a word that begins like one of these; order matters ("student" before "onderzoeker").
_GROUPS = (
    ("student", ("student", "scholier", "leerling", "jongere", "rechtenstudent", "communicatiestudent")),
    ("teacher", ("leerkracht", "teacher", "docent", "schooldirecteur")),
    ("critic", ("critic", "criticus", "activist", "belastingbetaler", "lobbyist")),
    ("press and research", ("journalist", "redacteur", "onderzoeker", "historicus", "econoom", "jurist", "auditor")),
    (
        "social enterprise",
        (
            "social-enterprise",
            "sociaal ondernemer",
            "directeur",
            "maatwerkdirecteur",
            "bestuurder",
            "coördinator",
            "vzw",
            "coöperant",
            "vennoot",
            "coöperatie",
            "maatwerkbedrijf",
            "onderneming",
            "welzijnsvereniging",
            "projectmedewerker",
            "ploegbaas",
            "productieverantwoordelijke",
            "federatiemedewerker",
        ),
    ),
    (
        "government",
        (
            "ambtenaar",
            "civil-servant",
            "aankoper",
            "aankoop",
            "buyer",
            "inkoper",
            "politic",
            "raadslid",
            "gemeenteraadslid",
            "schepen",
            "burgemeester",
            "cultuurambtenaar",
            "beleidsmedewerker",
            "ocmw",
            "regisseur",
        ),
    ),
    (
        "company",
        (
            "company",
            "hr",
            "ondernemer",
            "starter",
            "zelfstandige",
            "zaakvoerder",
            "bedrijfsleider",
            "werkgever",
            "aannemer",
            "tuinaannemer",
            "boekhouder",
            "consultant",
            "manager",
            "inschrijver",
            "marketeer",
            "communicatie",
            "offertemedewerker",
            "kmo",
            "innovatiemanager",
            "duurzaamheidsmanager",
            "boer",
        ),
    ),
    ("guide", ("hulpverlener", "begeleider", "trajectbegeleider", "sociaal", "jeugdwerker", "loopbaanbegeleider")),
    ("job seeker", ("jobseeker", "werkzoekende")),
    ("employee", ("maatwerker", "werknemer", "vakbond", "arbeider", "technieker", "oud-medewerker")),
    ("parent", ("ouder", "parent", "mama", "grootouder")),
    ("citizen", ("burger", "citizen", "consument", "gentenaar", "gepensioneerde", "vrijwilliger", "klant", "buurman")),
)


def persona_group(persona: str) -> str:
    """``persona`` as one of a few English names; what fits none is ``other``."""
    words = persona.lower()
    for group, beginnings in _GROUPS:
        if any(words.startswith(start) or f" {start}" in words for start in beginnings):
            return group
    return OTHER
