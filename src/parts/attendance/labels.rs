//! The words that open, part and close a roster.

use std::sync::LazyLock;

use regex::Regex;

use crate::parts::names;

/// Whom a label calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// Members, who decide.
    Ledamoter,
    /// Substitutes who serve.
    Tjanstgorande,
    /// Substitutes who listen.
    Ersattare,
    /// Officials and guests.
    Ovriga,
    /// Who took part, nothing more told.
    Deltagare,
    /// Who is not there.
    Franvarande,
    /// The head of a column of marks.
    Mark,
}

impl Group {
    /// The role of those who are told without one.
    pub(super) fn role(self) -> Option<&'static str> {
        match self {
            Self::Ledamoter => Some("ledamot"),
            Self::Tjanstgorande => Some("tjänstgörande ersättare"),
            Self::Ersattare => Some("ersättare"),
            Self::Ovriga | Self::Deltagare | Self::Franvarande | Self::Mark => None,
        }
    }
}

static LABELS: LazyLock<Vec<(Regex, Group)>> = LazyLock::new(|| {
    let label = |pattern: &str| {
        Regex::new(&format!(r"(?i)^(?:{pattern})(?:\s*:|\s|$)")).expect("the pattern is fixed")
    };
    vec![
        (
            label(
                r"(?:\p{L}+s )?(?:ej|icke) (?:tjänstgörande|beslutande) (?:ersättare|suppleanter)",
            ),
            Group::Ersattare,
        ),
        (label(r"tjänstgörande (?:ersättare|suppleanter)|tjg\.? ersättare"), Group::Tjanstgorande),
        (
            label(
                r"(?:närvarande |övriga |personliga |(?:direktionens|styrelsens|nämndens) )?(?:ersättare|suppleanter)(?: och suppleanter)?",
            ),
            Group::Ersattare,
        ),
        (
            label(
                r"(?:ej |från)(?:närvarande|varande|deltagande)(?: ledamöter)?|(?:anmält |anmälda )?förhinder(?: anmält)?",
            ),
            Group::Franvarande,
        ),
        (
            label(
                r"övriga(?: närvarande| deltagande| deltagare)?|fackliga (?:organisationer|företrädare|representanter)|tjänsteman|tjänstemän|tjänstepersoner|tjänstgörande tjänstemän|föredragande|från förvaltningen|inbjudna|gäster",
            ),
            Group::Ovriga,
        ),
        (
            label(
                r"beslutande(?: ledamöter)?|närvarande ledamöter|ordinarie|(?:ordinarie |(?:direktionens|styrelsens|nämndens) )?ledamöter|tjänstgörande ledamöter|tjänstgörande",
            ),
            Group::Ledamoter,
        ),
        (label(r"närv(?:aro)?\.?"), Group::Mark),
        (
            label(
                r"närvarande|politiker|förtroendevalda|närvarolista|kallade|deltagare|deltagande|namn",
            ),
            Group::Deltagare,
        ),
    ]
});

/// The last label that `text` begins with, and the length of all that stand there.
pub(super) fn label(text: &str) -> (Option<Group>, usize) {
    let mut group = None;
    let mut length = 0;
    while let Some((found, next)) = one(&text[length..]) {
        group = Some(found);
        length += next;
    }
    (group, length)
}

fn one(text: &str) -> Option<(Group, usize)> {
    LABELS.iter().find_map(|(pattern, group)| {
        let found = pattern.find(text)?;
        let after = &text[found.end()..];
        let spaces = after.len() - after.trim_start().len();
        Some((*group, found.end() + spaces))
    })
}

/// True when `text` opens a roster: a label, and behind it nothing, a wide gap, or names.
pub(super) fn opens(text: &str) -> bool {
    let (group, length) = label(text);
    // "Föredragande: Eva Ek" stands under the items of a notice too.
    let lower = text.to_lowercase();
    let calls_members = group.is_some()
        && !["ersättare", "föredragande"].iter().any(|word| lower.starts_with(word));
    let rest = text[length..].trim();
    let gap = text[..length].ends_with("  ") || text.contains('\t') || text.contains(" | ");
    let names = names::name_at_start(rest).is_some();
    calls_members && (rest.is_empty() || gap || names)
}

static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:§|\d+\s*§|innehåll|ärende|föredragningslista|dagordning|plats och tid för justering|justeringens|underskrifter|utses att justera|protokollet innehåller|justera(?:re|nde)\b|protokoll(?:s)?justerare|paragrafer|beslut$|anslag|mötets öppnande|bevis|val av|kst\s\d|ks\s§?\s?\d|\d{1,3}/\d{2}$)",
    )
    .expect("the pattern is fixed")
});
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:sekreterare|ordförande)\s").expect("the pattern is fixed")
});

/// "Ordförande", "Sekreterare ......": where they sign.
pub(super) fn is_office_alone(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '_', '…', ' ', ':']);
    matches!(text, "Ordförande" | "Sekreterare" | "Justerare" | "Justerande")
}

static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\d+(?:\.\s+|\s)\p{Lu}\p{Ll}").expect("the pattern is fixed"));

static SPELL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^§+\s*\d+\s*[-–]+\s*\d+$|^§§[\s\d,–-]+$").expect("the pattern is fixed")
});

/// True when `text` stands after a roster. "§§ 53-57" alone tells how long the one above was there.
pub(super) fn closes(text: &str) -> bool {
    let bare = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    let names_member = || !names::persons(text).is_empty() || names::is_name(bare);
    (ENDS.is_match(text) && !SPELL.is_match(text))
        || ((SIGNED.is_match(text) || ITEM.is_match(text)) && !names_member())
}
