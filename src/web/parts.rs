//! Pieces that several pages have.

use maud::{Markup, html};

use super::terms::{term, word};
use super::visit::Visit;
use super::words::Lang;
use crate::index::Hit;
use crate::link::{Run, RunKind};
use crate::record::v1::{Kind, Outcome, Status};

/// What a clause is, told by word, shape and colour.
pub(super) fn status(lang: Lang, status: Status) -> Markup {
    let name = word(&status);
    html! {
        span.status-mark.{"is-" (name)} { span.shape aria-hidden="true" { (shape(status)) } (term(lang, &name)) }
    }
}

/// A shape for each status.
fn shape(status: Status) -> &'static str {
    match status {
        Status::Decision => "■",
        Status::Proposal => "◇",
        Status::Noted => "○",
        Status::Delegated => "▲",
        Status::Reported => "❞",
    }
}

/// What became of a matter, told by word, shape and colour.
pub(super) fn outcome(lang: Lang, outcome: Outcome) -> Markup {
    let name = word(&outcome);
    let (tone, shape) = match outcome {
        Outcome::Bifall | Outcome::Val => ("is-yes", "✓"),
        Outcome::Avslag => ("is-no", "✕"),
        Outcome::Aterremiss | Outcome::Bordlaggning | Outcome::Utgar => ("is-later", "↻"),
        Outcome::Andrat => ("is-changed", "≠"),
        Outcome::Noterat | Outcome::Besvarad | Outcome::Overlamnat | Outcome::Uppdrag => {
            ("is-other", "→")
        }
    };
    html! {
        span.outcome-mark.(tone) { span.shape aria-hidden="true" { (shape) } (term(lang, &name)) }
    }
}

/// "Protokoll · Exempelförbundet · Direktionen · 2014-05-01": what a document is, as its heading.
pub(super) struct Named<'a> {
    pub(super) kind: Kind,
    pub(super) organization: Option<&'a str>,
    pub(super) body: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) file: &'a str,
}

impl<'a> Named<'a> {
    /// The document that a hit stands in.
    pub(super) fn of_hit(hit: &'a Hit) -> Self {
        Self {
            kind: hit.kind,
            organization: hit.organization.as_deref(),
            body: hit.body.as_deref(),
            date: hit.date.as_deref(),
            title: hit.title.as_deref(),
            file: &hit.file,
        }
    }

    /// In one line, for titles and citations.
    pub(super) fn line(&self, lang: Lang) -> String {
        let kind = capital(term(lang, &word(&self.kind)));
        let rest = [self.organization, self.body, self.date].into_iter().flatten();
        let mut parts: Vec<String> = vec![kind];
        parts.extend(rest.map(str::to_owned));
        if parts.len() == 1 {
            parts.push(self.title.unwrap_or(self.file).to_owned());
        }
        parts.join(" · ")
    }
}

/// A day, as machines read it as well.
pub(super) fn day(date: &str) -> Markup {
    html! { time datetime=(date) { (date) } }
}

/// The first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default()
        + letters.as_str()
}

/// A table's way to other pages of the same list.
pub(super) fn pager(
    visit: &Visit,
    page: usize,
    n_pages: usize,
    to: impl Fn(usize) -> String,
) -> Markup {
    if n_pages < 2 {
        return html! {};
    }
    let says = |sv: &'static str, en: &'static str| visit.lang.of(sv, en);
    html! {
        nav.pager aria-label=(says("Sidor", "Pages")) {
            @if page > 1 { a rel="prev" href=(to(page - 1)) { (says("Förra", "Previous")) } }
            span { (says("Sida", "Page")) " " (visit.lang.number(page as u64)) " " (says("av", "of")) " " (visit.lang.number(n_pages as u64)) }
            @if page < n_pages { a rel="next" href=(to(page + 1)) { (says("Nästa", "Next")) } }
        }
    }
}

/// Words that were taken away and words that came, each told by more than its colour.
pub(super) fn diff(lang: Lang, runs: &[Run]) -> Markup {
    html! {
        @for run in runs {
            @match run.kind {
                RunKind::Same => (run.text),
                RunKind::Removed => del {
                    span.hidden { " [" (lang.of("borttaget", "removed")) ": " } (run.text) span.hidden { "] " }
                },
                RunKind::Added => ins {
                    span.hidden { " [" (lang.of("tillagt", "added")) ": " } (run.text) span.hidden { "] " }
                },
            }
            " "
        }
    }
}

/// A button that copies a text; the script shows it.
pub(super) fn copier(label: &str, text: &str) -> Markup {
    html! { button.plain.copy type="button" hidden data-copy=(text) { (label) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_named_by_what_is_known_of_it() {
        let mut named = Named {
            kind: Kind::Protokoll,
            organization: Some("Åsmarken"),
            body: None,
            date: Some("2014-05-01"),
            title: Some("Protokoll"),
            file: "a.pdf",
        };
        assert_eq!(named.line(Lang::Sv), "Protokoll · Åsmarken · 2014-05-01");
        named.organization = None;
        named.date = None;
        assert_eq!(named.line(Lang::En), "Minutes · Protokoll");
    }

    #[test]
    fn text_is_escaped() {
        let shown = copier("Kopiera", "\"><script>alert(1)</script>").into_string();
        assert!(!shown.contains("<script>"), "{shown}");
    }
}
