//! *Budget*: the accounts of an organization by year, with the proof of each figure and its place in the documents.

mod account;
mod marks;

use maud::{Markup, html};

use super::meetings::in_address;
use super::waiting::waiting;
use crate::plot::{Drawing, Picture};
use crate::survey::budget::{Account, Chosen, KINDS, Printed, columns};
use crate::web::frame::{self, Head};
use crate::web::overview::{Budget, Overview};
use crate::web::parts::capital;
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::{fill, words};

words! {
    title: "Budget", "Budget";
    lead: "Konton i budgetar och årsredovisningar år för år, med bevis för varje siffra och väg till sidan där den står.", "The accounts of budgets and annual reports by year, with the proof of each figure and the way to the page where it stands.";
    organizations: "Organisationer med tabeller", "Organizations with tables";
    organization: "Organisation", "Organization";
    accounts: "Konton", "Accounts";
    account: "Konto", "Account";
    documents: "Dokument", "Documents";
    years: "År", "Years";
    nothing: "Arkivet har inga tabeller vars rader är konton.", "The archive has no tables whose rows are accounts.";
    full: "Fler siffror finns än vad som visas här; resten står i dokumenten.", "There are more figures than are shown here; the rest stand in the documents.";
    no_name: "utan namn", "without a name";
    path: "Var du är", "Where you are";
    caption: "Konton och år, {}", "Accounts and years, {}";
    kind: "Slag", "Kind";
    best: "utfall före plan", "what came before what was planned";
    show: "Visa", "Show";
    earlier: "De {} senaste åren visas; äldre står på kontots egen sida.", "The latest {} years are shown; earlier ones stand on the page of the account.";
    outcome: "utfall", "outcome";
    forecast: "prognos", "forecast";
    closed: "bokslut", "accounts";
    granted: "budget", "budget";
    plan: "plan", "plan";
    unknown: "okänt slag", "unknown kind";
    year: "År", "Year";
    picture: "{} per år, {}", "{} by year, {}";
    notes: "{} värden ur {} dokument; tabellernas summor bevisar {}.", "{} values out of {} documents; the sums of the tables prove {}.";
    several: "{} av dem är tryckta med olika belopp; här visas det bäst bevisade, i andra hand det största.", "{} of them are printed with different amounts; the best proven is shown, and next the largest.";
}

/// Years that stand beside each other in a table.
const MOST_YEARS: usize = 12;

/// Kinds in the order in which one is taken where a year has several: what came about before what was planned.
const ORDER: [usize; 6] = [0, 1, 3, 2, 4, 5];

/// The kinds of columns as they are called, in the order of [`KINDS`].
fn kinds(words: &Words) -> [&'static str; 6] {
    [words.closed, words.outcome, words.forecast, words.granted, words.plan, words.unknown]
}

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let overview = visit.site.overview.now();
    let (name, account) = (visit.value("organisation"), visit.value("konto"));
    let of = overview.budgets.organization(name).filter(|_| !name.is_empty());
    let (title, content) = match of.map(|of| (of, of.accounts.get_key_value(account))) {
        Some((of, Some((account, known)))) => {
            let title = format!("{} – {}", capital(account), shown(of, words));
            (title, account::page(visit, &overview, of, account, known, words))
        }
        Some((of, None)) if account.is_empty() => (
            format!("{} – {}", shown(of, words), words.title),
            accounts(visit, &overview, of, words),
        ),
        _ if name.is_empty() => (words.title.to_owned(), organizations(visit, &overview, words)),
        _ if overview.is_whole() => return Err(Fault::NotFound),
        _ => (
            words.title.to_owned(),
            html! { div.narrow { h1 { (words.title) } (waiting(visit, &overview)) } },
        ),
    };
    Ok(Page::ok(frame::page(visit, &Head::new(title, "/budget"), content)))
}

fn shown<'a>(of: &'a Budget, words: &'a Words) -> &'a str {
    of.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(words.no_name)
}

fn organizations(visit: &Visit, overview: &Overview, words: &Words) -> Markup {
    let all = overview.budgets.all();
    let number = |n: usize| visit.lang.number(n as u64);
    html! {
        div.wide {
            h1 { (words.title) }
            p.lead { (words.lead) }
            (waiting(visit, overview))
            @if overview.budgets.is_full() { p.note { (words.full) } }
            @if all.is_empty() { p { (words.nothing) } } @else {
                div.scroll tabindex="0" role="region" aria-label=(words.organizations) {
                    table.numbers.list {
                        caption { (words.organizations) " " span.quiet { (number(all.len())) } }
                        thead { tr { th scope="col" { (words.organization) } th scope="col" { (words.accounts) } th scope="col" { (words.documents) } th scope="col" { (words.years) } } }
                        tbody {
                            @for of in all {
                                tr {
                                    th scope="row" { a href=(visit.to_with("/budget", &[("organisation", in_address(&of.name))])) { (shown(of, words)) } }
                                    td { (number(of.accounts.values().filter(|known| !known.values.is_empty()).count())) }
                                    td { (number(of.n_documents)) }
                                    td { @match of.years() {
                                        Some((first, last)) if first == last => (first),
                                        Some((first, last)) => { (first) "–" (last) },
                                        None => "–",
                                    } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn path(visit: &Visit, of: Option<&Budget>, words: &Words) -> Markup {
    html! {
        nav.crumbs aria-label=(words.path) {
            a href=(visit.to("/budget")) { (words.title) }
            @if let Some(of) = of {
                span aria-hidden="true" { "›" }
                a href=(visit.to_with("/budget", &[("organisation", in_address(&of.name))])) { (shown(of, words)) }
            }
        }
    }
}

/// Of one year the figure of the kind that is asked for, or of the first kind that is there.
fn figure<'a>(
    chosen: &Chosen<'a>,
    year: i32,
    kind: Option<usize>,
) -> Option<(usize, i64, &'a Printed)> {
    let of =
        |kind: usize| chosen.get(&(year, kind)).map(|(value, printed)| (kind, *value, *printed));
    match kind {
        Some(kind) => of(kind),
        None => ORDER.into_iter().find_map(of),
    }
}

fn accounts(visit: &Visit, overview: &Overview, of: &Budget, words: &Words) -> Markup {
    let kind = KINDS.iter().position(|kind| !kind.is_empty() && *kind == visit.value("slag"));
    let all: Vec<(&String, &Account, Chosen<'_>)> = of
        .accounts
        .iter()
        .filter(|(_, known)| !known.values.is_empty())
        .map(|(name, known)| (name, known, known.chosen()))
        .collect();
    let mut years: Vec<i32> =
        all.iter().flat_map(|(_, _, chosen)| chosen.keys().map(|(year, _)| *year)).collect();
    years.sort_unstable();
    years.dedup();
    let n_years = years.len();
    let years = years.split_off(n_years.saturating_sub(MOST_YEARS));
    // Accounts of an organization are far apart; thousands tell the small ones as well.
    let highest = all
        .iter()
        .flat_map(|(_, _, chosen)| chosen.values().map(|(value, _)| value.unsigned_abs()))
        .max();
    let (unit, factor) = if highest.unwrap_or(0) < 10_000 { ("kr", 1.0) } else { ("tkr", 1e3) };
    let caption = fill(words.caption, &[unit.to_owned()]);
    html! {
        div.wide {
            (path(visit, None, words))
            h1 { (shown(of, words)) }
            (waiting(visit, overview))
            (choice(visit, of, kind, words))
            (marks::legend(visit.lang))
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table.numbers.list {
                    caption { (caption) }
                    thead { tr { th scope="col" { (words.account) } @for year in &years { th scope="col" { (year) } } } }
                    tbody {
                        @for (name, _, chosen) in &all {
                            tr {
                                th scope="row" { a href=(visit.to_with("/budget", &[("organisation", in_address(&of.name)), ("konto", name.as_str())])) { (capital(name)) } }
                                @for year in &years {
                                    td {
                                        @if let Some((kind, value, printed)) = figure(chosen, *year, kind) {
                                            a href=(account::place(visit, printed)) { (account::amount(visit, value, factor)) }
                                            " " (marks::shape(visit.lang, printed.proof))
                                            br; span.quiet.small { (kinds(words)[kind]) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if n_years > MOST_YEARS { p.quiet { (fill(words.earlier, &[visit.lang.number(MOST_YEARS as u64)])) } }
        }
    }
}

/// Which kind of figures a year is shown by.
fn choice(visit: &Visit, of: &Budget, kind: Option<usize>, words: &Words) -> Markup {
    let there = |kind: &usize| {
        of.accounts.values().any(|known| known.values.keys().any(|(_, told)| told == kind))
    };
    html! {
        form.controls action=(visit.to("/budget")) data-submit {
            input type="hidden" name="organisation" value=(in_address(&of.name));
            label {
                (words.kind) " "
                select name="slag" {
                    option value="" { (words.best) }
                    @for at in (0..5_usize).filter(there) {
                        option value=(KINDS[at]) selected[kind == Some(at)] { (kinds(words)[at]) }
                    }
                }
            }
            button type="submit" { (words.show) }
        }
    }
}

pub(in crate::web) fn picture(visit: &Visit) -> Result<Picture, Fault> {
    let words = Words::of(visit.lang);
    let overview = visit.site.overview.now();
    let of = overview.budgets.organization(visit.value("organisation")).ok_or(Fault::NotFound)?;
    let account = visit.value("konto");
    let known = of.accounts.get(account).ok_or(Fault::NotFound)?;
    let chosen = known.chosen();
    let name = capital(account);
    let number = |n: usize| visit.lang.number(n as u64);
    let n_proven = chosen.values().filter(|(_, printed)| printed.proof < 2).count();
    let mut notes = vec![fill(
        words.notes,
        &[number(chosen.len()), number(known.n_documents as usize), number(n_proven)],
    )];
    if known.n_several() > 0 {
        notes.push(fill(words.several, &[number(known.n_several())]));
    }
    let title = fill(words.picture, &[name.clone(), shown(of, words).to_owned()]);
    let drawing = Drawing::Columns(columns(&chosen, &name, words.year, kinds(words)));
    Ok(Picture { title, notes, drawing })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::samples::{html, site};
    use crate::web::words::Lang;

    /// An organization of the corpus with an account that has several years.
    fn sample() -> (String, String) {
        let overview = site().overview.now();
        let all = overview.budgets.all();
        let found = all.iter().find_map(|of| {
            let has_years = |known: &Account| known.chosen().len() > 1;
            let (account, _) = of.accounts.iter().find(|(_, known)| has_years(known))?;
            Some((of.name.clone()?, account.clone()))
        });
        found.expect("the corpus has budgets")
    }

    #[test]
    fn organizations_accounts_and_years() {
        let (name, account) = sample();
        let list = html(page, Lang::Sv, "/budget");
        assert!(list.contains("<h1>Budget</h1>") && list.contains(&name), "{list}");
        let address = crate::web::asked::address(&[("organisation", &name)]);
        let accounts = html(page, Lang::En, &format!("/en/budget{address}"));
        assert!(
            accounts.contains(&capital(&account)) && accounts.contains("Accounts and years"),
            "{accounts}"
        );
        assert!(accounts.contains("?plats=t-"), "{accounts}");
        let address = crate::web::asked::address(&[("organisation", &name), ("konto", &account)]);
        let one = html(page, Lang::Sv, &format!("/budget{address}"));
        assert!(one.contains("proof-") && one.contains("/budget.svg?"), "{one}");
        let english = html(page, Lang::En, &format!("/en/budget{address}"));
        assert!(english.contains("Tables they come from"), "{english}");
    }

    #[test]
    fn the_picture_of_an_account() {
        let (name, account) = sample();
        let query = crate::web::asked::address(&[("organisation", &name), ("konto", &account)]);
        let visit =
            Visit::new(site(), Lang::En, "/budget.svg", query.strip_prefix('?'), Vec::new());
        let picture = picture(&visit).expect("it is there");
        assert!(picture.title.contains("by year"), "{picture:?}");
        let Drawing::Columns(columns) = picture.drawing else { panic!("columns") };
        assert!(columns.series.iter().any(|series| series.values.iter().any(Option::is_some)));
        let unknown =
            Visit::new(site(), Lang::Sv, "/budget.svg", Some("organisation=A&konto=b"), Vec::new());
        assert!(matches!(super::picture(&unknown), Err(Fault::NotFound)));
    }

    #[test]
    fn what_came_about_is_shown_before_what_was_planned() {
        let table =
            crate::survey::budget::TableAt { id: String::new(), start: 0, page: 1, title: None };
        let printed = Printed { proof: 0, count: 1, table: table.into(), page: 1 };
        let chosen: Chosen<'_> =
            [((2024, 3), (5, &printed)), ((2024, 0), (4, &printed)), ((2025, 4), (6, &printed))]
                .into();
        let told = |year, kind| figure(&chosen, year, kind).map(|(kind, value, _)| (kind, value));
        assert_eq!(told(2024, None), Some((0, 4)));
        assert_eq!(told(2024, Some(3)), Some((3, 5)));
        assert_eq!(told(2025, None), Some((4, 6)));
        assert_eq!(told(2025, Some(0)), None);
    }
}
