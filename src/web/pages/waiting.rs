//! What lists over the whole archive say while they are being made.

use maud::{Markup, html};

use crate::web::overview::Overview;
use crate::web::visit::Visit;
use crate::web::words::{fill, words};

words! {
    begins: "Översikten över arkivet görs nu. Ladda om sidan om en stund.", "The overview of the archive is being made. Load the page again in a moment.";
    made: "Översikten görs: {} av {} dokument är genomgångna. Siffrorna nedan växer; ladda om sidan om en stund.", "The overview is being made: {} of {} documents have been gone through. The numbers below grow; load the page again in a moment.";
}

/// Nothing when every document was gone through.
pub(super) fn waiting(visit: &Visit, overview: &Overview) -> Markup {
    let words = Words::of(visit.lang);
    let number = |n: usize| visit.lang.number(n as u64);
    html! {
        @if overview.n_documents == 0 && visit.holdings.archive.holdings().len() > 0 {
            p.note { (words.begins) }
        } @else if !overview.is_whole() {
            p.note { (fill(words.made, &[number(overview.documents.len()), number(overview.n_documents)])) }
        }
    }
}
