//! Pairs that must be found, and near misses that must not.

use serde_json::{Value, json};

use super::{Change, LackingCode, Link, Linker, Verdict};
use crate::record::v1::Record;

fn span(at: usize) -> Value {
    json!({"page": 1, "line": at + 1, "start": at * 100, "end": at * 100 + 50})
}

/// An item with its decision block: number, title, dnr, body, addressee, status, outcome, clauses.
struct Item<'a> {
    title: &'a str,
    dnr: Option<&'a str>,
    body: &'a str,
    to: Option<&'a str>,
    status: &'a str,
    outcome: Option<&'a str>,
    clauses: &'a [&'a str],
}

fn asked<'a>(
    title: &'a str,
    dnr: Option<&'a str>,
    body: &'a str,
    clauses: &'a [&'a str],
) -> Item<'a> {
    Item { title, dnr, body, to: None, status: "proposal", outcome: None, clauses }
}

fn decided<'a>(
    title: &'a str,
    dnr: Option<&'a str>,
    outcome: &'a str,
    clauses: &'a [&'a str],
) -> Item<'a> {
    let outcome = Some(outcome);
    Item { title, dnr, body: "Kommunstyrelsen", to: None, status: "decision", outcome, clauses }
}

fn actions(clause: &str) -> Vec<&'static str> {
    let verbs = [
        ("godkän", "godkänna"),
        ("anta", "anta"),
        ("bevilja", "bevilja"),
        ("avslå", "avslå"),
        ("bordlägg", "bordlägga"),
        ("återremitter", "återremittera"),
    ];
    verbs.iter().filter(|(part, _)| clause.contains(part)).map(|(_, verb)| *verb).collect()
}

fn paper(kind: &str, body: &str, date: &str, items: &[Item<'_>]) -> Record {
    let agenda: Vec<Value> = items.iter().enumerate().map(|(at, item)| {
        json!({"number": (at + 1).to_string(), "title": item.title, "dnr": item.dnr, "span": span(at)})
    }).collect();
    let decisions: Vec<Value> = items.iter().enumerate().map(|(at, item)| {
        let clauses: Vec<Value> = item.clauses.iter().map(|text| json!({
            "text": text, "status": item.status, "surface_status": item.status, "rule": "r",
            "actions": actions(text), "amounts": [], "dates": [], "span": span(at)})).collect();
        json!({"body": item.body, "addressee": item.to, "chain": item.to.into_iter().collect::<Vec<_>>(),
               "formula": null, "agenda_item": (at + 1).to_string(), "segment": null,
               "outcome": item.outcome, "clauses": clauses, "votes": [], "reservations": [],
               "span": span(at)})
    }).collect();
    let meetings = json!([{"organization": "Ekby kommun", "body": body, "date": date, "date_inferred": false,
        "adjusters": [], "attendance": [], "span": span(0)}]);
    let record = json!({
        "schema": "attsats/record/1.0", "id": format!("{kind} {body} {date}"),
        "source": {"name": "p.txt", "media_type": "text/plain", "bytes": 1, "text_layer": "native"},
        "kind": kind, "basis": [], "title": items.first().map(|item| item.title),
        "organization": "Ekby kommun", "body": body, "date": date, "segments": [], "meetings": meetings,
        "agenda": agenda, "decisions": decisions, "tables": [], "notes": []
    });
    serde_json::from_value(record).unwrap()
}

fn links(records: &[Record]) -> Vec<Link> {
    let mut linker = Linker::default();
    records.iter().for_each(|record| linker.add(record));
    linker.links(super::DAYS)
}

/// Of the first proposal: the verdicts with the dates.
fn way(records: &[Record]) -> Vec<(Verdict, String)> {
    let links = links(records);
    let steps = links[0].steps.iter();
    steps.map(|step| (step.verdict, step.decision.date.clone().unwrap())).collect()
}

const KS: &str = "Kommunstyrelsen";
const PLAN: &[&str] = &["att godkänna planen för badplatser i Ekby och avsätta 50 000 kronor"];

#[test]
fn two_items_of_one_title_at_two_meetings_are_told_apart() {
    let minutes = |date| {
        paper("protokoll", KS, date, &[decided("Plan för badplatser", None, "bifall", PLAN)])
    };
    let called =
        |date| paper("kallelse", KS, date, &[asked("Plan för badplatser", None, KS, PLAN)]);
    let both = [minutes("2024-03-05"), minutes("2024-04-09"), called("2024-04-09")];
    assert_eq!(way(&both), [(Verdict::Unchanged, "2024-04-09".to_owned())]);
    let both = [minutes("2024-04-09"), called("2024-03-05"), minutes("2024-03-05")];
    assert_eq!(way(&both), [(Verdict::Unchanged, "2024-03-05".to_owned())]);
    // A decision never stands before its proposal.
    let before = [minutes("2024-02-06"), called("2024-03-05")];
    assert_eq!(way(&before), []);
}

#[test]
fn one_dnr_decided_twice_is_followed() {
    let records = [
        paper(
            "kallelse",
            KS,
            "2024-03-05",
            &[asked("Plan för badplatser", Some("KS 2024/7"), KS, PLAN)],
        ),
        paper(
            "protokoll",
            KS,
            "2024-03-05",
            &[decided("Badplatser", Some("KS 2024-0007"), "bordläggning", &["Ärendet bordläggs."])],
        ),
        paper(
            "protokoll",
            KS,
            "2024-04-09",
            &[decided(
                "Badplatser",
                Some("KS 2024-0007"),
                "bifall",
                &["att godkänna planen för badplatser i Ekby och avsätta 30 000 kronor"],
            )],
        ),
    ];
    let way = way(&records);
    assert_eq!(
        way,
        [
            (Verdict::Postponed, "2024-03-05".to_owned()),
            (Verdict::Changed, "2024-04-09".to_owned())
        ]
    );
    let link = &links(&records)[0];
    assert_eq!((link.verdict, link.end), (Verdict::Postponed, Verdict::Changed));
    assert_eq!(link.steps[1].clauses[0].change, Change::Changed);
    assert!(link.lacking.is_none());
}

#[test]
fn another_dnr_is_another_matter() {
    let records = [
        paper(
            "kallelse",
            KS,
            "2024-03-05",
            &[asked("Ansökan om bidrag", Some("KS 2024/7"), KS, &["att avslå ansökan"])],
        ),
        paper(
            "protokoll",
            KS,
            "2024-03-05",
            &[decided("Ansökan om bidrag", Some("KS 2024/8"), "avslag", &["att avslå ansökan"])],
        ),
    ];
    let link = &links(&records)[0];
    assert_eq!(link.verdict, Verdict::NoDecisionFound);
    assert_eq!(link.lacking.as_ref().map(|lacking| lacking.code), Some(LackingCode::NotInMinutes));
}

#[test]
fn without_minutes_it_is_said_so() {
    let called =
        paper("kallelse", KS, "2024-03-05", &[asked("Plan för badplatser", None, KS, PLAN)]);
    let minutes = |body, date| {
        paper("protokoll", body, date, &[decided("Plan för badplatser", None, "bifall", PLAN)])
    };
    for others in
        [vec![], vec![minutes("Socialnämnden", "2024-03-05")], vec![minutes(KS, "2026-01-01")]]
    {
        let records: Vec<Record> = others.into_iter().chain([called.clone()]).collect();
        let link = &links(&records)[0];
        let lacking = link.lacking.as_ref().unwrap();
        assert_eq!(
            (link.verdict, lacking.code),
            (Verdict::NoDecisionFound, LackingCode::NoMinutes)
        );
        assert_eq!(
            lacking.says,
            "no minutes of Kommunstyrelsen within 400 days are in the archive"
        );
    }
}

#[test]
fn what_every_meeting_has_is_no_matter() {
    let clauses: &[&str] = &["att godkänna dagordningen"];
    let records = [
        paper(
            "kallelse",
            KS,
            "2024-03-05",
            &[asked("Godkännande av dagordningen", None, KS, clauses)],
        ),
        paper(
            "protokoll",
            KS,
            "2024-04-09",
            &[decided("Godkännande av dagordningen", None, "bifall", clauses)],
        ),
    ];
    assert_eq!(way(&records), []);
}

#[test]
fn a_proposal_is_followed_up_to_fullmaktige() {
    let to =
        |item: Item<'static>, to| Item { to: Some(to), status: "proposal", outcome: None, ..item };
    let plan = |body| asked("Plan för badplatser", Some("KS 2024/7"), body, PLAN);
    let records = [
        paper("protokoll", "Tekniska nämnden", "2024-02-06", &[to(plan("Tekniska nämnden"), KS)]),
        paper("protokoll", KS, "2024-03-05", &[to(plan(KS), "Kommunfullmäktige")]),
        paper(
            "protokoll",
            "Kommunfullmäktige",
            "2024-03-25",
            &[Item {
                body: "Kommunfullmäktige",
                ..decided(
                    "Plan för badplatser",
                    Some("KS 2024/7"),
                    "bifall",
                    &["Planen för badplatser i Ekby godkänns och 50 000 kronor avsätts."],
                )
            }],
        ),
    ];
    let links = links(&records);
    let all = links
        .iter()
        .find(|link| link.proposal.body.as_deref() == Some("Tekniska nämnden"))
        .unwrap();
    let way: Vec<(Verdict, bool)> =
        all.steps.iter().map(|step| (step.verdict, step.handed_on)).collect();
    assert_eq!(way, [(Verdict::Unchanged, true), (Verdict::Unchanged, false)]);
    let own = links.iter().find(|link| link.proposal.body.as_deref() == Some(KS)).unwrap();
    assert_eq!(own.steps.len(), 1);
}

#[test]
fn the_opposite_is_no_change_but_a_rejection() {
    let at = "2024-03-05";
    let motion = Some("KS 2024/9");
    let called = |clause: &'static [&'static str]| {
        paper("kallelse", KS, at, &[asked("Motion om bad", motion, KS, clause)])
    };
    let minutes = |outcome, clause: &'static [&'static str]| {
        paper("protokoll", KS, at, &[decided("Motion om bad", motion, outcome, clause)])
    };
    let verdict = |asked, outcome, clause| way(&[called(asked), minutes(outcome, clause)])[0].0;
    assert_eq!(
        verdict(&["Bidraget beviljas."], "avslag", &["Bidraget beviljas inte, ansökan avslås."]),
        Verdict::Rejected
    );
    assert_eq!(verdict(&["Motionen avslås."], "avslag", &["Motionen avslås."]), Verdict::Unchanged);
    assert_eq!(verdict(&["Planen antas."], "bifall", &["Enligt förslaget."]), Verdict::Unchanged);
    assert_eq!(
        verdict(&["Planen antas."], "återremiss", &["Ärendet återremitteras."]),
        Verdict::SentBack
    );
    assert_eq!(
        verdict(&["Planen antas."], "noterat", &["Kommunstyrelsen tackar."]),
        Verdict::Otherwise
    );
}

#[test]
fn the_number_in_the_head_of_a_report_is_followed() {
    let mut report = paper(
        "tjänsteskrivelse",
        KS,
        "2024-03-05",
        &[asked("Plan för badplatser", None, KS, PLAN)],
    );
    report.dnr = Some("KS 2024/7".to_owned());
    let minutes = decided("Badplatser", Some("KS 2024-0007"), "bifall", PLAN);
    let records = [report, paper("protokoll", KS, "2024-03-05", &[minutes])];
    let links = links(&records);
    let is_told =
        links[0].steps[0].signs.iter().any(|sign| sign.sign == super::seek::SignKind::Dnr);
    assert!(is_told, "{:?}", links[0].steps[0].signs);
}
