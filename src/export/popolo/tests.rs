use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::*;
use crate::export::samples::{clause, decision, meeting, present, record, span};

const TEXT: &str = "P Karin Lind Bo Ek Eva Sjö § 4 Bad att bygga badet, att avslå resten";

fn minutes() -> Record {
    let names = vec![
        present(TEXT, "Karin Lind", "S", "ordförande"),
        present(TEXT, "Bo Ek", "m", "ledamot"),
        present(TEXT, "Eva Sjö", "", "kommundirektör"),
    ];
    let vote = json!({
        "yes": 2, "no": 1, "abstain": 0, "proposition": "Ja för bad", "span": span(TEXT, "bygga"),
        "named": [
            { "name": "Karin Lind", "party": "S", "vote": "ja" },
            { "name": "Bo Ek", "party": "M", "vote": "nej" },
            { "name": "[namn]", "party": null, "vote": "avstår" },
        ],
    });
    let clauses = vec![
        clause(TEXT, "att bygga badet", "decision", &[]),
        clause(TEXT, "att avslå resten", "decision", &["avslå"]),
    ];
    let item =
        json!({ "number": "4", "title": "Bad", "dnr": "KS 1", "span": span(TEXT, "§ 4 Bad") });
    record(
        "bb",
        "protokoll",
        json!({
            "meetings": [meeting(TEXT, names)],
            "agenda": [item],
            "decisions": [decision("Kommunstyrelsen", clauses, vec![vote])],
        }),
    )
}

fn notice() -> Record {
    let clauses = vec![clause(TEXT, "att bygga badet", "proposal", &[])];
    let item = json!({ "number": "1", "title": "Öppnande", "dnr": null, "span": span(TEXT, "P") });
    record(
        "aa",
        "kallelse",
        json!({
            "organization": "EKBY KOMMUN",
            "meetings": [meeting(TEXT, Vec::new())],
            "agenda": [item],
            "decisions": [decision("kommunstyrelsen", clauses, Vec::new())],
        }),
    )
}

fn written(records: &[Record]) -> String {
    let ids: Vec<String> = records.iter().map(|record| record.id.clone()).collect();
    let by_id: BTreeMap<&str, &Record> =
        records.iter().map(|record| (record.id.as_str(), record)).collect();
    let mut out = Vec::new();
    let mut read = |id: &str| Ok::<Record, Error>(by_id[id].clone());
    popolo(&ids, &mut read, &mut out).expect("room");
    String::from_utf8(out).expect("UTF-8")
}

fn list(whole: &Value, name: &str) -> Vec<Value> {
    whole[name].as_array().expect("a list").clone()
}

#[test]
fn two_papers_of_one_meeting_tell_one_event() {
    let whole: Value = serde_json::from_str(&written(&[notice(), minutes()])).expect("JSON");
    let events = list(&whole, "events");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["id"], "event/ekby-kommun/kommunstyrelsen/2024-03-05");
    assert_eq!(events[0]["agenda"][0]["description"], "Bad", "the minutes' word first");
    assert_eq!(events[0]["attendees"].as_array().map(Vec::len), Some(3));
    assert_eq!(events[0]["sources"].as_array().map(Vec::len), Some(2));
    assert_eq!(events[0]["location"], "Ekby");
}

#[test]
fn who_is_what_where() {
    let whole: Value = serde_json::from_str(&written(&[minutes()])).expect("JSON");
    let told = |row: &Value| {
        let text = |name: &str| row[name].as_str().unwrap_or("-").to_owned();
        [text("person_id"), text("organization_id"), text("role"), text("on_behalf_of_id")]
    };
    let memberships: Vec<[String; 4]> = list(&whole, "memberships").iter().map(told).collect();
    let body = "organization/ekby-kommun/kommunstyrelsen";
    let expected = [
        ["person/ekby-kommun/bo-ek", body, "ledamot", "party/m"],
        ["person/ekby-kommun/eva-sjö", "organization/ekby-kommun", "kommundirektör", "-"],
        ["person/ekby-kommun/karin-lind", body, "ordförande", "party/s"],
    ];
    assert_eq!(memberships, expected.map(|row| row.map(str::to_owned)));
    let organizations = list(&whole, "organizations");
    let parent = organizations.iter().find(|row| row["id"] == body).map(|row| &row["parent_id"]);
    assert_eq!(parent, Some(&json!("organization/ekby-kommun")));
}

#[test]
fn motions_are_carried_or_open_and_votes_belong_to_them() {
    let whole: Value = serde_json::from_str(&written(&[notice(), minutes()])).expect("JSON");
    let [open, carried] = &list(&whole, "motions")[..] else { panic!("two motions") };
    assert_eq!((&open["classification"], &open["result"]), (&json!("proposal"), &Value::Null));
    assert_eq!(
        (&carried["result"], &carried["extras"]["outcome"]),
        (&json!("pass"), &json!("bifall"))
    );
    assert_eq!(carried["text"], "att bygga badet\natt avslå resten");
    let start = TEXT.find("att avslå").expect("it is there");
    assert_eq!(carried["extras"]["clauses"][1]["id"], format!("bb#c-{start}"));

    let [vote] = &list(&whole, "vote_events")[..] else { panic!("one vote") };
    assert_eq!(vote["motion_id"], carried["id"]);
    assert_eq!(vote["counts"][1], json!({ "option": "no", "value": 1 }));
    assert_eq!(vote["votes"][1]["voter_id"], "person/ekby-kommun/bo-ek");
    assert_eq!(vote["votes"][1]["option"], "no");
    assert_eq!(vote["votes"][2]["voter_id"], Value::Null, "a name that is hidden");
    assert_eq!(vote["result"], "pass");
}

#[test]
fn every_id_is_its_own_and_what_is_pointed_to_is_there() {
    let text = written(&[notice(), minutes()]);
    assert_eq!(text, written(&[notice(), minutes()]));
    let whole: Value = serde_json::from_str(&text).expect("JSON");
    let lists = whole.as_object().expect("an object");
    let names: Vec<&String> = lists.keys().collect();
    let expected = ["organizations", "persons", "memberships", "events", "motions", "vote_events"];
    assert_eq!(names, expected);
    let rows = || lists.values().flat_map(|list| list.as_array().expect("a list"));
    let ids: Vec<&str> = rows().filter_map(|row| row["id"].as_str()).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len());
    let pointing = [
        "organization_id",
        "parent_id",
        "person_id",
        "on_behalf_of_id",
        "motion_id",
        "legislative_session_id",
        "creator_id",
    ];
    for row in rows() {
        for name in pointing {
            let target = row[name].as_str();
            assert!(target.is_none_or(|target| known.contains(target)), "{name} of {row}");
        }
    }
}

#[test]
fn nothing_gives_empty_lists() {
    let whole: Value = serde_json::from_str(&written(&[])).expect("JSON");
    assert_eq!(list(&whole, "motions"), [Value::Null; 0]);
}
