"""Lexicons of the figure grammar: words that end a noun phrase, make a code, a date or a person."""

from __future__ import annotations

from functools import cache

from model import places
from model.wordlists import words

STOPS = words("""
of in on at from to by with for since after before during who whom whose that which where when
while and or but nor as than a an the per each every near over under across into onto out up down
off away were was are is am be been being had have has having do does did will would can could may
might must shall should not n't if so then there here it its they them their he she his her him we
us our you your i me my this these those between among amid against along alongside around about
above below behind beyond beside besides inside outside within without through throughout toward
towards upon until till because although though despite via plus minus versus vs including like
unlike such some any all both either neither no yes also again already still yet too very just
only even ever never more most less least fewer further once twice however meanwhile later earlier
ago apart together alone each almost nearly abroad aboard ashore onboard worldwide nationwide
overall nearby elsewhere statewide citywide globally locally online today yesterday
tomorrow tonight overnight last next according compared monday tuesday wednesday thursday friday
saturday sunday january february
march april june july august september october november december said says say saying told tells
added took take taken takes made make makes making came come comes went go goes gone got get gets
gave give given gives found find finds left lost lose won win wins fled fell fallen fall falls
rose risen rise rises rising grew grown grow grows hit held hold holds kept keep keeps became
become becomes began begun begin begins brought bring brings bought buy sold sell died die dies
dying broke broken caught chose cost costs cut cuts drew drove ate fought flew led let lay lie met
paid pay put ran run runs sank sat saw seen see sent set shot showed shown show shows shut slept
spoke spent stood struck swept taught threw thrown thought understood wore wrote written need
needs needed want wants wanted remain remains remained stay stayed seem seems seemed appear
appears appeared live lives work works sought felt heard knew known meant read built fired
launched downed destroyed intercepted registered reported recorded confirmed surrendered escaped
survived attended voted signed joined arrived returned received closed cleared passed collapsed
followed due
""")
"""Words that end the noun phrase after a numeral."""
LOOSE = words("""
killed wounded injured captured arrested detained hurt missing displaced damaged trapped stranded
available old long high tall wide deep thick older younger taller higher lower larger smaller
bigger cheaper faster slower longer shorter better worse alive dead homeless rescued evacuated
unemployed opened hospitalised hospitalized deported confirmed registered recorded reported
""")
"""Words that end it as well, unless a plural stands right behind them."""
NOUNS_TOO = words("""
lives works cuts wins runs hits sets shows needs falls costs makes
""")
"""Verbs that are the noun when they stand right behind a numeral."""

COUNTS_ALONE = {
    "dead": "killed", "killed": "killed", "wounded": "wounded", "injured": "wounded",
    "hurt": "wounded", "captured": "captured", "missing": "missing", "detained": "detained",
    "arrested": "arrested", "displaced": "displaced", "homeless": "displaced",
    "hospitalised": "hospitalised", "hospitalized": "hospitalised", "evacuated": "evacuated",
    "unemployed": "unemployed", "rescued": "rescued", "deported": "deported",
}  # fmt: skip
"""Words that count people without naming them, by what happened to them."""

EVENTS = {
    "killed": "killed", "died": "killed", "dead": "killed", "killing": "killed", "kill": "killed",
    "perished": "killed", "drowned": "killed", "deaths": "killed", "fatalities": "killed",
    "wounded": "wounded", "injured": "wounded", "injuring": "wounded", "wounding": "wounded",
    "injuries": "wounded", "hurt": "wounded", "captured": "captured", "capturing": "captured",
    "detained": "detained", "arrested": "arrested", "arrests": "arrested", "missing": "missing",
    "displaced": "displaced", "displacing": "displaced", "fled": "displaced",
    "evacuated": "evacuated", "rescued": "rescued", "hospitalised": "hospitalised",
    "hospitalized": "hospitalised", "infected": "infected", "destroyed": "destroyed",
    "damaged": "damaged", "downed": "shot down", "intercepted": "intercepted",
    "launched": "launched", "fired": "launched", "lost": "lost", "surrendered": "surrendered",
    "recovered": "recovered", "stranded": "stranded", "trapped": "trapped", "deported": "deported",
    "freed": "freed", "released": "freed", "kidnapped": "kidnapped", "abducted": "kidnapped",
}  # fmt: skip
"""What happened to those counted, by the words that say so."""

MONTHS = words("""
january february march april may june july august september october november december jan feb mar
apr jun jul aug sep sept oct nov dec
""")
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
CLOCKS = words("""
am pm a.m. p.m. a.m p.m gmt bst utc cet cest est edt pst pdt ist eet msk et o'clock noon
""")

CODE_HEADS = words("""
no nos no. nos. number numbers route flight article articles section sections chapter page pages
room phase level category type grade highway interstate channel volume figure table clause
paragraph rule resolution proposition amendment docket platform terminal pier zone sector district
ward precinct block apartment suite box gate runway exit pod stage tier step version model formula
division courtroom bus top class lane line juncture title verse psalm protocol directive
regulation schedule annex appendix exhibit motorway exits junctions gates platforms terminals
rooms routes highways chapters pages paragraphs code postcode zip pp episode seat seats row rows
junction berth booth checkpoint hangar
""")
"""What a number follows that is a name: "phase 3", "Article 5"."""
CAPITAL_HEADS = words("""
day week round game lap set unit part act case order bill lot train area building floor station
camp line team group league windows apollo boeing airbus fortune ftse dax cac s&p nikkei stoxx
russell grand euro copa expo vision agenda studio catch war season radio measure reactor
""")
SCORES = words("""
win wins victory defeat loss draw lead vote votes ruling decision majority split result scoreline
score aggregate triumph thrashing rout deadlock margin advantage down up ahead
""")
BEFORE_SCORES = words("""
won win wins beat beats beaten lost lose loses draw drew drawn led lead leads trail trailed
defeated score scored ruled voted vote finished ended ending at by winning losing beating leading
trailing
""")
STREETS = words("""
street st road rd avenue ave lane drive boulevard blvd way square place court terrace row close
crescent gardens grove parade highway parkway quay wharf mews plaza broadway
""")
YEAR_BEFORE = words("""
in since by until till before after from during of early late mid mid- to through between circa
spring summer autumn fall winter fiscal year season the and or around about for
""")
NEVER_ONE = words("""
of another day thing way reason time example sense point hand side more who that which to can
could might would should was is has had and or by but another's on in at as with could off size
such back up down out there here idea theory explanation possibility option question problem answer
lesson concern issue factor
""")
"""After "one", words that say it counts nothing."""
BEFORE_ONE = words("""
no any some this that the each which every another not everyone it
""")
SINGLE_PARTS = words("""
first second third last next other the each this that per fiscal previous current latest past
final fourth by every holiday december september june march same opening another half
""")
"""Before `quarter` or `half`, words that make it a time or a stretch of a match."""
CHANGES = words("""
rose fell up down gained lost jumped slipped dropped added shed climbed increased decreased grew
declined surged plunged slid dipped eased soared tumbled sank rallied edged raised cut reduced
lowered lifted rise fall drop increase decrease slump jump decline rising falling growing dropping
narrowed widened shrank slowed accelerated doubled expanded fallen risen grown gain shrunk trimmed
hiked went gone moved doubling quickened swelled revised slashed boosted improved adding advanced
""")
"""Verbs and nouns behind which "to" leads to a level, not to the end of a range."""
IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot",
    "teeth": "tooth", "mice": "mouse", "geese": "goose", "lives": "life", "wives": "wife",
    "knives": "knife", "leaves": "leaf", "halves": "half", "wolves": "wolf", "calves": "calf",
    "shelves": "shelf", "loaves": "loaf", "scarves": "scarf", "hooves": "hoof", "elves": "elf",
    "selves": "self", "sheaves": "sheaf", "turves": "turf",
    "thieves": "thief", "criteria": "criterion", "phenomena": "phenomenon",
    "series": "series", "species": "species", "crises": "crisis", "oxen": "ox",
    "analyses": "analysis", "bases": "base", "diagnoses": "diagnosis", "buses": "bus",
    "viruses": "virus", "indices": "index", "referendums": "referendum", "media": "medium",
    "movies": "movie", "cookies": "cookie", "ties": "tie", "pies": "pie", "zombies": "zombie",
    "calories": "calorie", "prairies": "prairie", "selfies": "selfie", "headaches": "headache",
    "aches": "ache", "caches": "cache", "heroes": "hero", "potatoes": "potato",
    "tomatoes": "tomato", "tornadoes": "tornado", "volcanoes": "volcano", "mosquitoes": "mosquito",
    "vetoes": "veto", "cargoes": "cargo", "buffaloes": "buffalo", "echoes": "echo", "axes": "axe",
    "campuses": "campus", "bonuses": "bonus", "lenses": "lens", "gases": "gas",
}  # fmt: skip
INVARIANT = words("""
aircraft troops personnel staff police sheep fish cattle deer spacecraft hovercraft watercraft
livestock folk crew media data poultry offspring salmon trout bison moose swine helicopters
horsepower
""")
"""Plurals without a sign of it."""
ADJECTIVAL_S = words("""
sports arms sales news goods savings communications systems operations human women's men's
children's series physics economics politics athletics logistics customs headquarters services
christmas always perhaps various numerous previous serious religious precious famous dangerous
continuous anonymous simultaneous homeless jobless wireless helpless business press process access
less across us gas bus plus its his this thus campus virus status bonus class mass glass cross
boss tennis paris texas las los united arab
""")
"""Words that end in s and are no plural, or whose plural stands before another noun."""


PEOPLE_BY_CAPITAL = words("pole poles turkey turkeys swede swedes dane danes")
"""People only where they are written with a capital."""


@cache
def people() -> frozenset[str]:
    """Nouns that count people, singular and plural, and words that count them unnamed."""
    file = places.resources() / "gazetteers" / "people-nouns.txt"
    singular = set(file.read_text(encoding="utf-8").split())
    plural = {noun + "s" for noun in singular}
    plural |= {noun[:-3] + "men" for noun in singular if noun.endswith("man")}
    plural |= {noun[:-1] + "ies" for noun in singular if noun.endswith("y")}
    plural |= {noun + "es" for noun in singular if noun.endswith(("s", "ch", "sh"))}
    return frozenset(singular | plural | COUNTS_ALONE.keys() | {
        "people", "children", "troops", "personnel", "police", "staff", "folk", "crew", "wives",
        "grandchildren", "schoolchildren", "womenfolk",
    })  # fmt: skip
