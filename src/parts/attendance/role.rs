//! What is said of someone in a roster: role, title, whom they replace.

use std::ops::Range;
use std::sync::LazyLock;

use crate::parts::names;
use crate::swedish::Pattern;

pub(super) static UNFINISHED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:\bvice|förordnad|tillträdande|avgående|biträdande|bitr\.?|tf\.?|\boch|-)$")
        .expect("the pattern is fixed")
});

/// Right before the name of one who is replaced.
pub(super) static REPLACED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\b(?:ersätter|ers\.?|istf\.?|i stället för|istället för|tjg\.?|(?:ers\.?|ersättare|tjänstgör|tjg\.?|inträder) för)\s*$|^\s*för\s*$")
        .expect("the pattern is fixed")
});

/// A role that goes on with the one who is replaced: "ersättare för Ek".
pub(super) static REPLACED_AFTER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^(?:tjg\.?|tjänstgörande|ers\.?|ersättare|ersätter)\b.* (?:för|istf\.?) ")
        .expect("the pattern is fixed")
});

/// Whom someone comes from, no title: "förbundet".
pub(super) static SENDER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?:förbundet|kommunen|kommunerna|regionen|staden|länsstyrelsen|landstinget)$")
        .expect("the pattern is fixed")
});

static ROLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^[\s,(]*((?:(?:[1-3]\s?:?\s?[ae]|förste|första|andre|andra|tredje|vice|v\.?|tjänstgörande|mötes)\s)*(?:ordförande\b|ordf\b|ledamot|ersättare|suppleant|vice\b))",
    )
    .expect("the pattern is fixed")
});

/// Told of one who serves for another.
static SERVES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^(?:för|tjg\.?)(?: \p{Lu}|$)|ersätter|tjg\.? (?:ers|för|\p{Lu})|\btj[äg][a-zå-ö]* för\b|\bers\.? (?:för|istf)|\bi ?stället för\b|\bistf\b")
        .expect("the pattern is fixed")
});

/// Told of a substitute who does not serve.
static LISTENS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^[\s,(]*(?:ej|icke) (?:tjg|tj|tjänstg|beslut)")
        .expect("the pattern is fixed")
});

/// The role told right behind (or before) a name.
pub(super) fn role(text: &str) -> Option<String> {
    let text = text.trim();
    if LISTENS.is_match(text) {
        return Some("ersättare".to_owned());
    }
    if SERVES.is_match(text) {
        return Some("tjänstgörande ersättare".to_owned());
    }
    let found = ROLE.captures(text)?.get(1)?.as_str().to_lowercase();
    let found = match found.strip_prefix("v. ").or_else(|| found.strip_prefix("v ")) {
        Some(rest) => format!("vice {rest}"),
        None => found,
    };
    Some(if found.ends_with("ordf") { format!("{found}örande") } else { found })
}

static TITLED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(\p{Ll}[\p{L}-]*(?:chef|direktör|sekreterare|ekonom|jurist|strateg|ordförande|ledare|utredare|samordnare|handläggare|controller|ombud|arkitekt|ingenjör))\s?:?\s(\p{Lu}.*)$").expect("the pattern is fixed")
});

/// A name alone, with a title behind a dash or before it.
pub(super) fn bare_name(text: &str) -> Option<(Range<usize>, Option<String>)> {
    if let Some(length) = names::name_at_start(text) {
        let rest = text[length..].trim();
        let title = rest.trim_start_matches(['-', '–', '(', ' ']).trim_end_matches(')').trim();
        // "Eva Ek Nämndsekreterare § 3"
        let title = title.split(" §").next().unwrap_or_default().trim_end();
        let is_capital = rest.starts_with(char::is_uppercase) && title.split(' ').count() <= 4;
        let is_titled = rest.starts_with(['-', '–', '(']) || role(rest).is_some() || is_capital;
        let is_alone = rest.is_empty() || rest.starts_with('§');
        return (is_titled || is_alone).then(|| {
            (
                0..length,
                (is_titled && !title.is_empty())
                    .then(|| role(title).unwrap_or_else(|| title.to_owned())),
            )
        });
    }
    let captures = TITLED.captures(text)?;
    let (title, name) = (captures.get(1)?, captures.get(2)?);
    names::is_name(name.as_str()).then(|| (name.range(), Some(title.as_str().to_owned())))
}
