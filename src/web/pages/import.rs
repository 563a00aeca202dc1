//! *Import*: what became of each file, what is missing, and how fresh the archive is.

use maud::{Markup, html};

use super::waiting::waiting;
use crate::archive::Status;
use crate::web::frame::{self, Head};
use crate::web::overview::{Imports, Missed};
use crate::web::parts::{capital, pager};
use crate::web::terms::term;
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::{fill, words};

words! {
    title: "Import", "Import";
    lead: "Vad som blev av varje fil som lästes in, och vad arkivet saknar. Det som saknas syns annars inte när man söker.", "What became of each file that was looked at, and what the archive lacks. What is missing would not be seen in a search.";
    totals: "Filer", "Files";
    files: "filer genomgångna", "files gone through";
    ok: "lästa", "read";
    partial: "lästa i delar", "read in part";
    failed: "i karantän", "in quarantine";
    skipped: "ingen handling", "not a paper";
    fresh: "Aktualitet", "Freshness";
    last: "Senast något ändrades", "Last change";
    never: "okänt", "unknown";
    reader: "Läsarens version", "Version of the reader";
    outdated: "Dokument som väntar på att läsas om av den nya läsaren", "Documents that wait to be read again by the new reader";
    how: "attsats ingest --reread läser om dem", "attsats ingest --reread reads them again";
    lacks: "Det som saknas", "What is missing";
    textless: "Dokument med sidor utan läsbar text", "Documents with pages without readable text";
    pages: "{} sidor", "{} pages";
    ocr: "Dokument med bilder av text som ingen teckenigenkänning läst", "Documents with pictures of text that no recognition has read";
    same: "Dokument som ligger på flera ställen", "Documents that stand in several places";
    places: "{} platser", "{} places";
    alike: "Grupper av dokument med nästan samma text", "Groups of documents with almost the same text";
    documents: "{} dokument", "{} documents";
    comparing: "jämförs", "being compared";
    reasons: "Orsaker", "Reasons";
    reason: "Orsak", "Reason";
    status: "Status", "Status";
    number: "Antal filer", "Files";
    list: "Filer som inte lästs, eller bara i delar", "Files that were not read, or only in part";
    all: "alla", "any";
    show: "Visa", "Show";
    file: "Fil", "File";
    size: "Storlek", "Size";
    when: "När", "When";
    nothing: "Inga filer med den statusen och orsaken.", "No files with that status and reason.";
    good: "Varje fil som är en handling är läst i sin helhet.", "Every file that is a paper was read in whole.";
    untold: "{} filer till står i attsats report.", "{} more files stand in attsats report.";
    open: "öppna", "open";
    damaged: "delar av filen är skadade", "parts of the file are damaged";
    limit: "en gräns nåddes, resten lästes inte", "a limit was reached, the rest was not read";
    without_text: "sidor utan läsbar text", "pages without readable text";
    count: "{} filer", "{} files";
}

/// Files on a page.
const PER_PAGE: usize = 50;

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let overview = visit.site.overview.now();
    let content = html! {
        div.wide {
            h1 { (words.title) }
            p.lead { (words.lead) }
            (waiting(visit, &overview))
            @if let Some(imports) = &overview.imports {
                (totals(visit, imports, words))
                (fresh(visit, imports, words))
                (lacks(visit, imports, words))
                (reasons(visit, imports, words))
                (list(visit, imports, words))
            }
        }
    };
    Ok(Page::ok(frame::page(visit, &Head::new(words.title, "/import"), content)))
}

fn totals(visit: &Visit, imports: &Imports, words: &Words) -> Markup {
    let number = |n: usize| visit.lang.number(n as u64);
    let told = [
        (Status::Ok, words.ok, imports.read),
        (Status::Partial, words.partial, imports.partial),
        (Status::Failed, words.failed, imports.failed),
        (Status::Skipped, words.skipped, imports.skipped),
    ];
    html! {
        section aria-labelledby="filer" {
            h2.hidden #filer { (words.totals) }
            dl.figures {
                div { dt { (words.files) } dd { (number(imports.n_files)) } }
                @for (status, says, n) in told {
                    div { dt { (shape(status)) " " (says) } dd { (number(n)) } }
                }
            }
        }
    }
}

/// Shape and colour of what became of a file; its word stands beside it.
fn shape(status: Status) -> Markup {
    let (tone, shape) = match status {
        Status::Ok => ("is-yes", "✓"),
        Status::Partial => ("is-later", "◐"),
        Status::Failed => ("is-no", "✕"),
        Status::Skipped => ("is-skipped", "–"),
    };
    html! { span.shape.(tone) aria-hidden="true" { (shape) } }
}

fn fresh(visit: &Visit, imports: &Imports, words: &Words) -> Markup {
    let last = imports.last.as_deref();
    html! {
        section aria-labelledby="aktualitet" {
            h2 #aktualitet { (words.fresh) }
            dl.particulars {
                div { dt { (words.last) } dd { @match last { Some(time) => time datetime=(time) { (shown_time(time)) }, None => (words.never) } } }
                div { dt { (words.reader) } dd { (crate::record::v1::READER_VERSION) } }
                div {
                    dt { (words.outdated) }
                    dd { (visit.lang.number(imports.outdated as u64)) @if imports.outdated > 0 { " " span.quiet { (words.how) } } }
                }
            }
        }
    }
}

/// "2026-01-02 03:04 UTC"
fn shown_time(time: &str) -> String {
    match (time.get(..10), time.get(11..16)) {
        (Some(day), Some(minute)) => format!("{day} {minute} UTC"),
        _ => time.to_owned(),
    }
}

fn lacks(visit: &Visit, imports: &Imports, words: &Words) -> Markup {
    let number = |n: usize| visit.lang.number(n as u64);
    let (textless, n_pages) = imports.textless;
    let (same, n_places) = imports.same;
    html! {
        section aria-labelledby="saknas" {
            h2 #saknas { (words.lacks) }
            dl.particulars {
                div { dt { (words.textless) } dd { (number(textless)) @if textless > 0 { " " span.quiet { (fill(words.pages, &[number(n_pages)])) } } } }
                div { dt { (words.ocr) } dd { (number(imports.awaiting_ocr)) } }
                div { dt { (words.same) } dd { (number(same)) @if same > 0 { " " span.quiet { (fill(words.places, &[number(n_places)])) } } } }
                div {
                    dt { (words.alike) }
                    dd { @match imports.alike {
                        Some((0, _)) => "0",
                        Some((n, n_documents)) => { (number(n)) " " span.quiet { (fill(words.documents, &[number(n_documents)])) } },
                        None => span.quiet { (words.comparing) },
                    } }
                }
            }
        }
    }
}

/// Why, in the reader's language where the reasons are a closed list.
fn own_words(reason: &str, status: Status, words: &Words) -> Option<String> {
    let said = |code: &str| match code {
        "damaged" => Some(words.damaged),
        "limit-reached" => Some(words.limit),
        "page-without-text" => Some(words.without_text),
        _ => None,
    };
    let codes: Option<Vec<&str>> = reason.split(", ").map(said).collect();
    codes.filter(|_| status == Status::Partial).map(|codes| codes.join("; "))
}

/// The same, or the program's own words.
fn why(reason: &str, status: Status, words: &Words) -> Markup {
    html! {
        @match own_words(reason, status, words) {
            Some(says) => (says),
            None => span lang="en" { (reason) },
        }
    }
}

fn reasons(visit: &Visit, imports: &Imports, words: &Words) -> Markup {
    html! {
        @if !imports.reasons.is_empty() {
            section aria-labelledby="orsaker" {
                h2 #orsaker { (words.reasons) }
                div.scroll tabindex="0" role="region" aria-label=(words.reasons) {
                    table.list {
                        caption.hidden { (words.reasons) }
                        thead { tr { th scope="col" { (words.status) } th scope="col" { (words.reason) } th.number scope="col" { (words.number) } } }
                        tbody {
                            @for (at, (status, reason, n)) in imports.reasons.iter().enumerate().take(100) {
                                tr {
                                    td.tight { (shape(*status)) " " (term(visit.lang, status.word())) }
                                    th scope="row" { (why(reason, *status, words)) }
                                    td.number {
                                        a href=(visit.to_with("/import", &[("status", status.word().to_owned()), ("orsak", at.to_string())]) + "#lista") {
                                            (visit.lang.number(*n as u64)) span.hidden { " " (words.list) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The files of a status and a reason, either of which may be any.
fn chosen<'a>(imports: &'a Imports, status: &str, reason: Option<usize>) -> Vec<&'a Missed> {
    let is_asked = |missed: &&Missed| {
        let is_of_status = match status {
            // What is no paper is told where it is asked for.
            "" => missed.status != Status::Skipped || reason.is_some(),
            status => missed.status.word() == status,
        };
        is_of_status && reason.is_none_or(|reason| missed.reason == reason)
    };
    imports.missed.iter().filter(is_asked).collect()
}

fn list(visit: &Visit, imports: &Imports, words: &Words) -> Markup {
    let status = visit.value("status");
    let reason =
        visit.value("orsak").parse::<usize>().ok().filter(|at| *at < imports.reasons.len());
    let all = chosen(imports, status, reason);
    let n_pages = all.len().div_ceil(PER_PAGE);
    let page = visit.value("sida").parse::<usize>().unwrap_or(1).clamp(1, n_pages.max(1));
    let is_all = status.is_empty() && reason.is_none();
    html! {
        section aria-labelledby="lista" {
            h2 #lista { (words.list) }
            (form(visit, imports, status, reason, words))
            @if all.is_empty() { p { (if is_all { words.good } else { words.nothing }) } } @else {
                p.quiet { (fill(words.count, &[visit.lang.number(all.len() as u64)])) }
                div.scroll tabindex="0" role="region" aria-label=(words.list) {
                    table.list {
                        caption.hidden { (words.list) }
                        thead { tr { th scope="col" { (words.file) } th scope="col" { (words.status) } th scope="col" { (words.reason) } th.number scope="col" { (words.size) } th scope="col" { (words.when) } } }
                        tbody { @for missed in all.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE) { (self::missed(visit, missed, words)) } }
                    }
                }
            }
            (pager(visit, page, n_pages, |page| {
                let reason = reason.map(|at| at.to_string()).unwrap_or_default();
                let mut pairs = vec![("status", status.to_owned()), ("orsak", reason)];
                pairs.retain(|(_, value)| !value.is_empty());
                pairs.push(("sida", page.to_string()));
                visit.to_with("/import", &pairs) + "#lista"
            }))
            @if imports.untold > 0 { p.quiet { (fill(words.untold, &[visit.lang.number(imports.untold as u64)])) } }
        }
    }
}

fn form(
    visit: &Visit,
    imports: &Imports,
    status: &str,
    reason: Option<usize>,
    words: &Words,
) -> Markup {
    let statuses = [Status::Failed, Status::Partial, Status::Skipped];
    html! {
        form.controls action=(visit.to("/import#lista")) data-submit {
            label {
                (words.status) " "
                select name="status" {
                    option value="" { (words.all) }
                    @for known in statuses { option value=(known.word()) selected[known.word() == status] { (term(visit.lang, known.word())) } }
                }
            }
            label {
                (words.reason) " "
                select name="orsak" {
                    option value="" { (words.all) }
                    @for (at, (known, says, _)) in imports.reasons.iter().enumerate().take(100) {
                        @let own = own_words(says, *known, words);
                        option value=(at) selected[reason == Some(at)] lang=[own.is_none().then_some("en")] { (capital(own.as_deref().unwrap_or(says))) }
                    }
                }
            }
            button type="submit" { (words.show) }
        }
    }
}

fn missed(visit: &Visit, missed: &Missed, words: &Words) -> Markup {
    html! {
        tr {
            th scope="row" {
                span.path { (missed.name) }
                @if let Some(id) = &missed.id { " " a href=(visit.document(id)) { (words.open) span.hidden { " " (missed.name) } } }
            }
            td.tight { (shape(missed.status)) " " (term(visit.lang, missed.status.word())) }
            td { (why(&without_numbers(missed), missed.status, words)) @if missed.status == Status::Partial { " " span.quiet { "(" (numbers(&missed.detail)) ")" } } }
            td.number { (size(visit, missed.bytes)) }
            td.tight { @if let Some(time) = &missed.time { time datetime=(time) { (time.get(..10).unwrap_or(time)) } } }
        }
    }
}

/// "damaged 1, limit-reached 2" → "damaged, limit-reached"
fn without_numbers(missed: &Missed) -> String {
    if missed.status != Status::Partial {
        return missed.detail.clone();
    }
    let codes = missed.detail.split(", ").map(|part| part.split(' ').next().unwrap_or_default());
    codes.collect::<Vec<_>>().join(", ")
}

/// "damaged 1, limit-reached 2" → "1, 2"
fn numbers(detail: &str) -> String {
    let numbers = detail.split(", ").filter_map(|part| part.split_once(' ')).map(|(_, n)| n);
    numbers.collect::<Vec<_>>().join(", ")
}

fn size(visit: &Visit, bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{} B", visit.lang.number(bytes)),
        1_000..1_000_000 => format!("{} kB", visit.lang.decimal(bytes as f64 / 1e3, 0)),
        _ => format!("{} MB", visit.lang.decimal(bytes as f64 / 1e6, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::samples::html;
    use crate::web::words::Lang;

    #[test]
    fn what_became_of_the_files_in_both_languages() {
        let swedish = html(page, Lang::Sv, "/import");
        assert!(
            swedish.contains("<h1>Import</h1>") && swedish.contains("2026-01-02 03:04 UTC"),
            "{swedish}"
        );
        assert!(swedish.contains("Varje fil som är en handling"), "{swedish}");
        let english = html(page, Lang::En, "/en/import");
        assert!(english.contains("not a paper") && english.contains("Freshness"), "{english}");
    }

    #[test]
    fn files_that_are_no_papers_are_told_where_they_are_asked_for() {
        let plain = html(page, Lang::Sv, "/import");
        assert!(!plain.contains("gold.json"), "{plain}");
        let asked = html(page, Lang::Sv, "/import?status=skipped&orsak=0");
        assert!(asked.contains("corpus/alv_interpellation_2024-10-28.gold.json"), "{asked}");
        let odd = html(page, Lang::Sv, "/import?status=skipped&orsak=99&sida=99");
        assert!(odd.contains(".gold.json"), "a page past the last is the last: {odd}");
    }

    #[test]
    fn files_of_a_status_and_a_reason() {
        let missed = |status, reason| Missed {
            status,
            reason,
            detail: "damaged 1, limit-reached 12".to_owned(),
            name: "a.pdf".to_owned(),
            bytes: 1_500_000,
            time: None,
            id: None,
        };
        let imports = Imports {
            missed: vec![
                missed(Status::Failed, 0),
                missed(Status::Partial, 1),
                missed(Status::Skipped, 2),
            ],
            ..Imports::default()
        };
        let n = |status, reason| chosen(&imports, status, reason).len();
        assert_eq!(
            (n("", None), n("partial", None), n("", Some(2)), n("failed", Some(1))),
            (2, 1, 1, 0)
        );
        assert_eq!(without_numbers(&imports.missed[1]), "damaged, limit-reached");
        assert_eq!(numbers(&imports.missed[1].detail), "1, 12");
    }
}
