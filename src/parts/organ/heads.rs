//! The words that name bodies: their stems, endings and order.

/// How high a body stands: a lower one proposes, a higher one decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// A single official: *kommundirektören*.
    Officer,
    /// An office: *förvaltning*, *kontor*, *kansli*.
    Office,
    /// Who prepares: *beredning*, *beredningsgrupp*, *presidium*, *råd*.
    Group,
    /// *Utskott*, *sektion*, *delegation*.
    Committee,
    /// *Nämnd*; the auditors stand beside it.
    Board,
    /// *Kommunstyrelse*, *direktion*, *förbundsstyrelse*.
    Executive,
    /// *Fullmäktige*, *stämma*.
    Assembly,
}

/// A word that ends the name of a body.
#[derive(Debug)]
pub(super) struct Head {
    /// Without ending.
    pub(super) stem: &'static str,
    /// Indefinite; its genitive adds "s".
    pub(super) indefinite: &'static str,
    /// Definite; its genitive adds "s".
    pub(super) definite: &'static str,
    pub(super) rank: Rank,
    /// The first parts of compounds that are meant; empty for any.
    pub(super) only: &'static [&'static str],
    /// The first parts of compounds that are something else.
    pub(super) never: &'static [&'static str],
    /// True when the definite form alone names a body.
    pub(super) alone: bool,
}

const fn head(
    stem: &'static str,
    [indefinite, definite]: [&'static str; 2],
    rank: Rank,
    alone: bool,
) -> Head {
    Head { stem, indefinite, definite, rank, only: &[], never: &[], alone }
}

/// The words; a longer stem before one that it ends with.
pub(super) static HEADS: &[Head] = &[
    Head {
        only: &[
            "",
            "kommun",
            "kommunal",
            "stads",
            "region",
            "landstings",
            "förbunds",
            "välfärdsområdes",
            "kyrko",
        ],
        ..head("fullmäktige", ["", ""], Rank::Assembly, true)
    },
    Head {
        never: &[
            "läns",
            "social",
            "själv",
            "polis",
            "rikspolis",
            "kriminalvårds",
            "skolöver",
            "över",
            "medicinal",
            "lantbruks",
            "tull",
            "post",
            "luftfarts",
            "sjöfarts",
            "central",
            "samhällssjälv",
            "kommunsjälv",
            "för",
            "universitets",
            "riks",
            "utbildnings",
            "förenings",
        ],
        ..head("styrelse", ["", "n"], Rank::Executive, true)
    },
    Head {
        never: &[
            "be",
            "om",
            "ovan",
            "före",
            "sist",
            "först",
            "så",
            "här",
            "nyss",
            "o",
            "där",
            "hyres",
            "arrende",
            "övervaknings",
            "uttagnings",
            "skatte",
        ],
        ..head("nämnd", ["", "en"], Rank::Board, true)
    },
    Head {
        never: &["konstitutions", "finans", "riksdags", "justitie", "försvars", "skatte"],
        ..head("utskott", ["", "et"], Rank::Committee, true)
    },
    Head {
        only: &["", "budget", "val", "beredning", "berednings", "styr"],
        ..head("beredningsgrupp", ["", "en"], Rank::Group, true)
    },
    Head {
        only: &["styr", "kommunchefs", "presidie", "ägar"],
        ..head("grupp", ["", "en"], Rank::Group, false)
    },
    Head {
        only: &[
            "",
            "val",
            "arvodes",
            "budget",
            "demokrati",
            "framtids",
            "fullmäktige",
            "program",
            "plan",
            "medborgar",
            "trygghets",
            "social",
            "utbildnings",
            "samhälls",
            "landsbygds",
            "hållbarhets",
            "välfärds",
            "miljö",
            "kultur",
            "revisions",
            "ekonomi",
            "kommun",
            "tillväxt",
            "livsmiljö",
            "mål",
            "reglements",
            "folkhälso",
        ],
        ..head("beredning", ["", "en"], Rank::Group, false)
    },
    head("direktion", ["", "en"], Rank::Executive, true),
    Head { never: &["vice"], ..head("presidi", ["um", "et"], Rank::Group, true) },
    Head {
        only: &["", "kommun", "stads", "region", "lekmanna", "förtroende", "förbunds"],
        ..head("revisor", ["er", "erna"], Rank::Board, true)
    },
    Head {
        only: &["kommun", "stads", "region", "landstings"],
        ..head("revision", ["", "en"], Rank::Board, false)
    },
    Head {
        only: &["stads", "revisors", "kommunal"],
        ..head("kollegi", ["um", "et"], Rank::Board, false)
    },
    Head {
        only: &[
            "förbunds",
            "medlems",
            "ägar",
            "pensionärs",
            "funktionshinder",
            "ungdoms",
            "trygghets",
            "folkhälso",
            "brottsförebyggande",
            "tillgänglighets",
            "integrations",
        ],
        ..head("råd", ["", "et"], Rank::Group, false)
    },
    Head {
        only: &["", "kommunal", "kommun", "socken", "kyrko", "bolags", "års", "förenings"],
        ..head("stämma", ["", "n"], Rank::Assembly, true)
    },
    head("representantskap", ["", "et"], Rank::Assembly, true),
    Head {
        only: &["förbunds", "års", "medlems"],
        ..head("möte", ["", "t"], Rank::Assembly, false)
    },
    Head { only: &["drätsel"], ..head("kammare", ["", "n"], Rank::Executive, false) },
    Head {
        only: &["personal", "förhandlings", "löne", "krislednings"],
        ..head("delegation", ["", "en"], Rank::Committee, false)
    },
    Head {
        only: &[
            "utbildnings",
            "kultur",
            "fritids",
            "social",
            "tekniska",
            "svenska",
            "bildnings",
            "personal",
            "väg",
            "plan",
        ],
        ..head("sektion", ["", "en"], Rank::Committee, false)
    },
    Head {
        never: &["själv", "kapital", "egendoms", "medels", "skogs", "för"],
        ..head("förvaltning", ["", "en"], Rank::Office, true)
    },
    Head {
        never: &[
            "huvud", "bank", "hemma", "post", "lokal", "arkitekt", "advokat", "mäklar", "hem",
            "region",
        ],
        ..head("kontor", ["", "et"], Rank::Office, true)
    },
    Head {
        only: &["", "kommun", "förbunds", "stads", "nämnd", "region", "revisions"],
        ..head("kansli", ["", "et"], Rank::Office, true)
    },
    Head {
        only: &[
            "kommun",
            "förbunds",
            "stads",
            "region",
            "förvaltnings",
            "välfärdsområdes",
            "stadsdels",
        ],
        ..head("direktör", ["", "en"], Rank::Officer, false)
    },
    Head {
        only: &["kommun", "förbunds", "förvaltnings", "social", "skol", "kansli", "räddnings"],
        ..head("chef", ["", "en"], Rank::Officer, false)
    },
];

/// Adjectives and names of parts of the world that begin a body's name.
pub(super) const FIRST_WORDS: &str = "tekniska?|gemensam(?:ma)?|sociala?|allmän(?:na)?|centrala|kommunala|norra|södra|östra|västra|svenska|särskilda?|medicinska";

/// Parts of a town that end a body's name.
pub(super) const PLACES: &[&str] = &[
    "Centrum",
    "Nordost",
    "Nordväst",
    "Sydost",
    "Sydväst",
    "Norr",
    "Söder",
    "Öster",
    "Väster",
    "Hisingen",
    "Norra",
    "Södra",
    "Östra",
    "Västra",
    "Nord",
    "Syd",
    "Öst",
    "Väst",
    "Angered",
    "Innerstaden",
];

/// Words after "för" that tell a purpose, not the field of a body.
pub(super) const PURPOSES: &[&str] = &[
    "att",
    "den",
    "det",
    "de",
    "dess",
    "en",
    "ett",
    "sin",
    "sitt",
    "sina",
    "denna",
    "detta",
    "dessa",
    "alla",
    "år",
    "året",
    "perioden",
    "beslut",
    "kännedom",
    "yttrande",
    "vidare",
    "beredning",
    "behandling",
    "ställningstagande",
    "information",
    "åtgärd",
    "åtgärder",
    "redovisning",
    "godkännande",
    "fastställande",
    "handläggning",
    "verkställighet",
    "remiss",
    "genomförande",
    "förnyad",
    "ny",
    "samråd",
    "egen",
    "hantering",
    "tiden",
    "mandatperioden",
    "resten",
    "varje",
    "respektive",
    "hela",
    "samtliga",
    "kommunens",
    "stadens",
    "förbundets",
    "när",
    "hur",
    "som",
    "dialog",
    "uppföljning",
    "budget",
    "budgetåret",
    "verksamhetsåret",
    "närvarande",
    "antagande",
    "avgörande",
    "prövning",
    "eventuell",
    "eventuella",
];

/// The long name and rank of an abbreviated body.
pub(super) fn abbreviation(name: &str) -> Option<(&'static str, Rank)> {
    Some(match name {
        "KF" | "Kf" => ("Kommunfullmäktige", Rank::Assembly),
        "RF" => ("Regionfullmäktige", Rank::Assembly),
        "KS" | "Ks" | "Kst" | "KST" => ("Kommunstyrelsen", Rank::Executive),
        "RS" => ("Regionstyrelsen", Rank::Executive),
        "KSAU" | "Ksau" | "KS AU" | "KS-AU" => ("Kommunstyrelsens arbetsutskott", Rank::Committee),
        "AU" | "Au" => ("Arbetsutskottet", Rank::Committee),
        _ => return None,
    })
}
