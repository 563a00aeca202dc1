"""Invented Swedish of municipal papers, the same for the same seed."""

import random

BODIES = """kommunstyrelsen kommunfullmäktige socialnämnden byggnadsnämnden miljönämnden förskolenämnden
kulturnämnden valnämnden trafiknämnden överförmyndarnämnden krisledningsnämnden arbetsutskottet revisorerna
stadsledningskontoret socialförvaltningen utbildningsförvaltningen räddningstjänsten fastighetsavdelningen""".split()
VERBS = """föreslår beslutar bedömer överlämnar återremitterar godkänner fastställer avslår bordlägger noterar
tillstyrker antar yttrar konstaterar understryker redovisar prövar följer överväger påpekar""".split()
THINGS = """detaljplanen årsredovisningen delårsrapporten översiktsplanen budgetförslaget medborgarförslaget
interpellationen motionen granskningsrapporten åtgärdsplanen hyresavtalet upphandlingen dagvattenutredningen
ägardirektivet reglementet delegationsordningen bygglovet förstudien tjänsteskrivelsen internkontrollplanen
skolskjutsen äldreomsorgen förskoletaxan energikartläggningen näringslivsstrategin kollektivtrafiken""".split()
ADJECTIVES = """ändrade föregående slutliga årliga övergripande förenklade utökade preliminära gemensamma särskilda
långsiktiga ekonomiska rättsliga löpande nödvändiga återstående tillfälliga kvarvarande""".split()
PLACES = """Ekhamra Ljungsäter Östbäcka Åkarö Norrängby Källvik Ånäset Björkhöjden Mörtsjö Hålaveden
Gråberga Tångnäs Vässinge Öjaby""".split()
TAILS = """med hänsyn till kommunens ekonomiska läge|enligt förvaltningens tjänsteutlåtande|under förutsättning att
medel anslås i budgeten|i enlighet med kommunallagens krav|efter samråd med berörda nämnder|utan att någon
åtgärd behöver vidtas|och att protokollet omedelbart justeras|för den kommande mandatperioden|så att barn och
äldre får bättre stöd|senast vid utgången av året|trots att kostnaderna ökar något|eftersom avtalet löper ut""".replace("\n", " ").split("|")
NAMES = """Åsa Öberg|Göran Ståhl|Märta Sjögren|Håkan Lövgren|Ingrid Ek|Per Ålander|Birgitta Möller|Torbjörn
Häggström|Lena Nyqvist|Örjan Backlund|Sören Kjellberg|Anna Dahlgren""".replace("\n", " ").split("|")
# Of notes alone: no word of these stands in running text.
NOTES = """Jämför skrivelse arkivnummer årgång anmärkningsvis nedanför ovanstående källhänvisning förteckning
uppslagsverk tabellbilaga fotnotsvis handlingsnummer registerblad utgåva tryckår författare sidhänvisning
ytterligare hänvisas läsaren upplaga återgiven citerad""".split()


class Words:
    """A seeded source of sentences."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, words):
        return self.random.choice(words)

    def number(self):
        whole = self.random.choice([self.random.randint(2, 99), self.random.randint(100, 9_999)])
        return f"{whole:,}".replace(",", "\u00a0")

    def sentence(self):
        kind = self.random.randrange(6)
        body, verb, thing = self.pick(BODIES), self.pick(VERBS), self.pick(THINGS)
        if kind == 0:
            text = f"{body} {verb} den {self.pick(ADJECTIVES)} {thing} {self.pick(TAILS)}"
        elif kind == 1:
            day, month = self.random.randint(1, 28), self.random.randint(1, 12)
            text = f"den {day}/{month} {self.random.randint(2015, 2026)} {verb} {body} att {thing} ska gälla {self.pick(TAILS)}"
        elif kind == 2:
            text = f"i {self.pick(PLACES)} uppgår kostnaden till {self.number()} tkr, vilket {body} {verb}"
        elif kind == 3:
            text = f"{self.pick(NAMES)} yrkar bifall till {thing} och {self.pick(NAMES)} yrkar avslag på {self.pick(THINGS)}"
        elif kind == 4:
            text = f"{thing} (dnr KS {self.random.randint(2018, 2026)}/{self.random.randint(10, 999)}) {self.pick(TAILS)} {verb} av {body}"
        else:
            text = f"därför {verb} {body} {thing} i {self.pick(PLACES)} {self.pick(TAILS)}"
        return text[0].upper() + text[1:] + "."

    def paragraph(self, fewest=2, most=6):
        return " ".join(self.sentence() for _ in range(self.random.randint(fewest, most)))

    def heading(self):
        return f"{self.pick(ADJECTIVES).capitalize()} {self.pick(THINGS)} i {self.pick(PLACES)}"

    def item(self):
        return f"att {self.pick(VERBS)} {self.pick(THINGS)} {self.pick(TAILS)}"

    def note(self):
        words = [self.pick(NOTES) for _ in range(self.random.randint(5, 16))]
        return " ".join(words).capitalize() + "."

    def amount(self):
        sign = "−" if self.random.random() < 0.2 else ""
        return sign + self.number()

    def table(self, rows, columns, wrapped=False):
        """A head and rows: a label, then numbers; or texts that may run over several lines."""
        if wrapped:
            head = ["Ärende", "Förslag", "Ansvarig", "Klart"][:columns]
            body = [
                [self.heading(), self.item(), self.pick(BODIES), str(self.random.randint(2024, 2029))][:columns]
                for _ in range(rows)
            ]
        else:
            head = ["Verksamhet"] + [f"{self.pick(['Utfall', 'Budget', 'Plan'])} {2020 + at}" for at in range(columns - 1)]
            body = [
                [f"{self.pick(THINGS).capitalize()} {self.pick(PLACES)}"] + [self.amount() for _ in range(columns - 1)]
                for _ in range(rows)
            ]
        return [head, *body]
