//! The ids: what is told of the same name in the same municipality or association is told of the same thing.

use unicode_normalization::UnicodeNormalization;

use crate::record::v1::{Meeting, Record};

/// Whose names these are: a municipality or an association; a single document where it does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scope {
    slug: String,
    /// As printed.
    pub(super) name: Option<String>,
}

impl Scope {
    pub(super) fn of(record: &Record) -> Self {
        Self::named(record.organization.as_ref(), &record.id)
    }

    /// The same as the paper's, where the meeting does not name another.
    pub(super) fn of_meeting(record: &Record, meeting: &Meeting) -> Self {
        Self::named(meeting.organization.as_ref().or(record.organization.as_ref()), &record.id)
    }

    fn named(name: Option<&String>, document: &str) -> Self {
        let name = name.filter(|name| !slug(name).is_empty());
        match name {
            Some(name) => Self { slug: slug(name), name: Some(name.clone()) },
            None => Self { slug: document.to_owned(), name: None },
        }
    }

    /// The municipality or association itself.
    pub(super) fn id(&self) -> Option<String> {
        self.name.as_ref().map(|_| format!("organization/{}", self.slug))
    }

    /// One of its bodies; none for persons or parties who propose.
    pub(super) fn body(&self, body: &str) -> Option<String> {
        let is_body = !is_of_persons(body);
        let body = slug(body);
        (is_body && !body.is_empty()).then(|| format!("organization/{}/{body}", self.slug))
    }

    /// A person who is named in its papers; none for a name that is hidden.
    pub(super) fn person(&self, name: &str) -> Option<String> {
        let slug = slug(name);
        (!slug.is_empty() && !name.contains('[')).then(|| format!("person/{}/{slug}", self.slug))
    }
}

/// True for "Anna Ek (S)" and "D, M (motion)"; "Arbetsutskottet (KSAU)" is a body.
fn is_of_persons(body: &str) -> bool {
    let within = body.split('(').skip(1).filter_map(|rest| rest.split(')').next());
    let is_party = |told: &str| told.chars().count() <= 3 && told.chars().all(char::is_alphabetic);
    let mut within = within.map(str::trim);
    within.any(|told| is_party(told) || matches!(told, "motion" | "yrkande" | "interpellation"))
}

/// A political party.
pub(super) fn party(party: &str) -> Option<String> {
    let party = slug(party);
    (!party.is_empty()).then(|| format!("party/{party}"))
}

/// The meeting `at` of a record: all papers that name the body and the day tell of the same one.
pub(super) fn event(record: &Record, at: usize) -> Option<String> {
    let meeting = record.meetings.get(at)?;
    let scope = Scope::of_meeting(record, meeting);
    let body = slug(body(record, meeting).map_or("", String::as_str));
    Some(match &meeting.date {
        Some(date) if !body.is_empty() => format!("event/{}/{body}/{date}", scope.slug),
        _ => format!("event/{}/{}", record.id, at + 1),
    })
}

/// The body that meets: the paper's own, where its first meeting does not name one.
pub(super) fn body<'a>(record: &'a Record, meeting: &'a Meeting) -> Option<&'a String> {
    let is_own = record.meetings.first().is_some_and(|first| std::ptr::eq(first, meeting));
    meeting.body.as_ref().or_else(|| record.body.as_ref().filter(|_| is_own))
}

/// Small letters and digits, å ä ö kept; a hyphen for all between.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.nfc().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        assert_eq!(slug("  Räddningstjänsten  ÅSMARKEN "), "räddningstjänsten-åsmarken");
        assert_eq!(slug("Jan-Erik Mo\u{308}lin"), "jan-erik-mölin");
        assert_eq!(slug("(–)"), "");
        assert_eq!(party("S"), party("s"));
        assert_ne!(party("MP"), party("M"));
    }

    #[test]
    fn who_proposes_is_not_always_a_body() {
        for body in ["Anna Ek (S)", "D, M, KD (motion)", "Anna Ek (M) och Bo Sjö (ÖrP)"] {
            assert!(is_of_persons(body), "{body}");
        }
        for body in
            ["Arbetsutskottet (KSAU)", "Nämnden för kultur, fritid och skola", "Direktionen"]
        {
            assert!(!is_of_persons(body), "{body}");
        }
    }

    #[test]
    fn no_two_unnamed_organizations_are_one() {
        let [one, other] = ["aa", "bb"].map(|document| Scope::named(None, document));
        assert_eq!(one.id(), None);
        assert_ne!(one.body("Direktionen"), other.body("Direktionen"));
        assert_ne!(one.person("Anna Ek"), other.person("Anna Ek"));
        assert_eq!(one.person("[namn]"), None);
    }
}
