//! Who was at a meeting.

use maud::{Markup, html};

use super::items::kind;
use crate::record::v1::{Attendance, Meeting};
use crate::web::site::Paper;
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    title: "Närvaro", "Attendance";
    counts: "{} närvarande, {} frånvarande enligt handlingen ({})", "{} present, {} absent according to the paper ({})";
    name: "Namn", "Name";
    party: "Parti", "Party";
    role: "Roll", "Role";
    there: "Närvaro", "Presence";
    present: "närvarande", "present";
    absent: "frånvarande", "absent";
    more: "{} namn till står i handlingen.", "{} more names stand in the paper.";
}

/// Names that are shown.
const MOST: usize = 400;

pub(super) fn roster(visit: &Visit, paper: &Paper, meeting: &Meeting) -> Markup {
    let words = Words::of(visit.lang);
    let all = &meeting.attendance;
    if all.is_empty() {
        return html! {};
    }
    let n_present = all.iter().filter(|person| person.present).count();
    let number = |n: usize| visit.lang.number(n as u64);
    let counts = [
        number(n_present),
        number(all.len() - n_present),
        kind(visit, &paper.record).to_lowercase(),
    ];
    html! {
        section aria-labelledby="narvaro" {
            h2 #narvaro { (words.title) }
            details open[all.len() <= 40] {
                summary { (fill(words.counts, &counts)) }
                div.scroll tabindex="0" role="region" aria-label=(words.title) {
                    table.list {
                        caption.hidden { (words.title) }
                        thead { tr { th scope="col" { (words.name) } th scope="col" { (words.party) } th scope="col" { (words.role) } th scope="col" { (words.there) } } }
                        tbody { @for person in all.iter().take(MOST) { (self::person(person, words)) } }
                    }
                }
                @if all.len() > MOST { p.quiet { (fill(words.more, &[number(all.len() - MOST)])) } }
            }
        }
    }
}

fn person(person: &Attendance, words: &Words) -> Markup {
    html! {
        tr {
            th scope="row" { (person.name) }
            td { (person.party.as_deref().unwrap_or_default()) }
            td { (person.role.as_deref().unwrap_or_default()) }
            td {
                @if person.present { span.is-yes { span.shape aria-hidden="true" { "●" } } " " (words.present) }
                @else { span.quiet { span.shape aria-hidden="true" { "○" } " " (words.absent) } }
            }
        }
    }
}
