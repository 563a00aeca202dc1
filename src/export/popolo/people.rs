//! Organizations, persons and memberships, gathered from all documents.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::ids::{self, Scope};
use super::source;
use crate::export::places::{address, clause_ids};
use crate::record::v1::{Attendance, Clause, Decision, Meeting, Record, Status};

/// Whom the documents name, and what they say these are.
#[derive(Debug, Default)]
pub(super) struct People {
    organizations: BTreeMap<String, Organization>,
    persons: BTreeMap<String, Named>,
    memberships: BTreeMap<Membership, Seen>,
}

#[derive(Debug)]
struct Organization {
    named: Named,
    classification: Option<&'static str>,
    parent: Option<String>,
}

/// The forms of a name, and how often each is printed.
#[derive(Debug, Default)]
struct Named(BTreeMap<String, u32>);

impl Named {
    fn add(&mut self, name: &str) {
        *self.0.entry(name.to_owned()).or_default() += 1;
    }

    /// The form most often printed, and the others.
    fn forms(&self) -> (&str, Vec<Value>) {
        let often = self.0.iter().rev().max_by_key(|(_, count)| **count);
        let name = often.map_or("", |(name, _)| name.as_str());
        let others = self.0.keys().filter(|form| *form != name);
        (name, others.map(|form| json!({ "name": form })).collect())
    }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Membership {
    person: String,
    organization: String,
    role: Option<String>,
    party: Option<String>,
    /// From when and until when, where that is told.
    from: Option<String>,
    until: Option<String>,
    /// The clause that elects: its id, and its words.
    clause: Option<(String, String)>,
}

impl Membership {
    /// Of all that tells it from another.
    fn id(&self) -> String {
        let told = [&self.role, &self.party, &self.from, &self.until];
        let told = told.map(|told| ids::slug(told.as_deref().unwrap_or_default()));
        let clause = self.clause.as_ref().map(|(id, _)| format!("/{id}")).unwrap_or_default();
        format!("membership/{}/{}/{}{clause}", self.person, self.organization, told.join("/"))
    }
}

/// When the documents tell of a membership.
#[derive(Debug)]
struct Seen {
    first: Option<String>,
    last: Option<String>,
    documents: u32,
    source: Value,
}

impl People {
    pub(super) fn add(&mut self, record: &Record) {
        let scope = Scope::of(record);
        self.organization(&scope);
        if let Some(body) = &record.body {
            self.body(&scope, body);
        }
        for meeting in &record.meetings {
            self.meeting(record, meeting);
        }
        for (decision, ids) in record.decisions.iter().zip(&clause_ids(record)) {
            self.decision(record, &scope, decision, ids);
        }
    }

    fn meeting(&mut self, record: &Record, meeting: &Meeting) {
        let scope = Scope::of_meeting(record, meeting);
        let organization = self.organization(&scope);
        let body = ids::body(record, meeting).and_then(|body| self.body(&scope, body));
        for name in meeting.chair.iter().chain(&meeting.secretary).chain(&meeting.adjusters) {
            self.person(&scope, name);
        }
        for attendance in &meeting.attendance {
            let Attendance { name, party, role, .. } = attendance;
            let person = self.person(&scope, name);
            let party = party.as_ref().and_then(|party| self.party(party));
            let of_body = role.as_deref().map_or(party.is_some(), is_of_the_body);
            let is_told = role.is_some() || party.is_some();
            let organization = if of_body { body.clone() } else { organization.clone() };
            if let (Some(person), Some(organization), true) = (person, organization, is_told) {
                let membership = Membership {
                    person,
                    organization,
                    role: role.clone(),
                    party,
                    from: None,
                    until: None,
                    clause: None,
                };
                let source = source(record, Some(&attendance.span));
                self.membership(membership, meeting.date.as_ref(), source);
            }
        }
    }

    fn decision(
        &mut self,
        record: &Record,
        scope: &Scope,
        decision: &Decision,
        clause_ids: &[String],
    ) {
        for body in decision.body.iter().chain(&decision.addressee) {
            self.body(scope, body);
        }
        for (clause, id) in decision.clauses.iter().zip(clause_ids) {
            for proposer in &clause.proposers {
                proposer.name.as_ref().and_then(|name| self.person(scope, name));
                proposer.party.as_ref().and_then(|party| self.party(party));
                proposer.body.as_ref().and_then(|body| self.body(scope, body));
            }
            self.elected(record, scope, (clause, id));
        }
        for ballot in decision.votes.iter().flat_map(|vote| &vote.named) {
            self.person(scope, &ballot.name);
            ballot.party.as_ref().and_then(|party| self.party(party));
        }
    }

    /// Whom a clause elects; to which body is told by its words alone, so that the membership is of the whole.
    fn elected(&mut self, record: &Record, scope: &Scope, (clause, id): (&Clause, &str)) {
        for elected in &clause.elected {
            let person = self.person(scope, &elected.name);
            let party = elected.party.as_ref().and_then(|party| self.party(party));
            let is_decided = clause.status == Status::Decision && elected.post.is_some();
            if let (Some(person), Some(organization), true) = (person, scope.id(), is_decided) {
                let membership = Membership {
                    person,
                    organization,
                    role: elected.post.clone(),
                    party,
                    from: elected.from.clone(),
                    until: elected.until.clone(),
                    clause: Some((address(record, id), clause.text.clone())),
                };
                let date = record.meetings.first().and_then(|meeting| meeting.date.as_ref());
                self.membership(membership, date, source(record, Some(&clause.span)));
            }
        }
    }

    fn membership(&mut self, membership: Membership, date: Option<&String>, source: Value) {
        let seen = self.memberships.entry(membership).or_insert(Seen {
            first: date.cloned(),
            last: date.cloned(),
            documents: 0,
            source,
        });
        seen.documents += 1;
        if let Some(date) = date {
            if seen.first.as_ref().is_none_or(|first| date < first) {
                seen.first = Some(date.clone());
            }
            if seen.last.as_ref().is_none_or(|last| date > last) {
                seen.last = Some(date.clone());
            }
        }
    }

    fn organization(&mut self, scope: &Scope) -> Option<String> {
        let name = scope.name.as_ref()?;
        self.named(scope.id()?, name, classification(name), None)
    }

    fn body(&mut self, scope: &Scope, body: &str) -> Option<String> {
        self.named(scope.body(body)?, body, Some("organ"), scope.id())
    }

    fn party(&mut self, party: &str) -> Option<String> {
        self.named(ids::party(party)?, party, Some("party"), None)
    }

    fn named(
        &mut self,
        id: String,
        name: &str,
        classification: Option<&'static str>,
        parent: Option<String>,
    ) -> Option<String> {
        let organization = self.organizations.entry(id.clone()).or_insert_with(|| Organization {
            named: Named::default(),
            classification,
            parent,
        });
        organization.named.add(name);
        Some(id)
    }

    fn person(&mut self, scope: &Scope, name: &str) -> Option<String> {
        let id = scope.person(name)?;
        self.persons.entry(id.clone()).or_default().add(name);
        Some(id)
    }

    pub(super) fn organizations(&self) -> impl Iterator<Item = Value> {
        self.organizations.iter().map(|(id, organization)| {
            let (name, other_names) = organization.named.forms();
            json!({
                "id": id,
                "name": name,
                "other_names": other_names,
                "classification": organization.classification,
                "parent_id": organization.parent,
            })
        })
    }

    pub(super) fn persons(&self) -> impl Iterator<Item = Value> {
        self.persons.iter().map(|(id, named)| {
            let (name, other_names) = named.forms();
            json!({ "id": id, "name": name, "other_names": other_names })
        })
    }

    pub(super) fn memberships(&self) -> impl Iterator<Item = Value> {
        self.memberships.iter().map(|(membership, seen)| {
            json!({
                "id": membership.id(),
                "label": membership.clause.as_ref().map(|(_, text)| text),
                "role": membership.role,
                "person_id": membership.person,
                "organization_id": membership.organization,
                "on_behalf_of_id": membership.party,
                "start_date": membership.from,
                "end_date": membership.until,
                "sources": [seen.source],
                "extras": {
                    "first_seen": seen.first,
                    "last_seen": seen.last,
                    "documents": seen.documents,
                },
            })
        })
    }
}

/// True for the roles that a member of the meeting body has; "fullmäktiges ordförande" is of another one.
fn is_of_the_body(role: &str) -> bool {
    const BEFORE: [&str; 13] = [
        "1:e",
        "2:e",
        "3:e",
        "1:a",
        "2:a",
        "förste",
        "första",
        "andre",
        "andra",
        "vice",
        "tjänstgörande",
        "ordinarie",
        "tf",
    ];
    const LAST: [&str; 6] =
        ["ledamot", "ersättare", "suppleant", "ordförande", "viceordförande", "förtroendevald"];
    let role = role.to_lowercase();
    let mut words = role.split_whitespace().rev();
    words.next().is_some_and(|last| LAST.contains(&last))
        && words.all(|word| BEFORE.contains(&word))
}

/// What the name of an organization tells that it is.
fn classification(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let has = |part: &str| name.split_whitespace().any(|word| word.ends_with(part));
    if has("förbund") || has("förbundet") {
        Some("kommunalförbund")
    } else if has("kommun") || name.ends_with(" stad") {
        Some("kommun")
    } else if has("region") || has("regionen") {
        Some("region")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_of_the_body_and_of_others() {
        for role in ["ledamot", "Ordförande", "1:e vice ordförande", "tjänstgörande ersättare"]
        {
            assert!(is_of_the_body(role), "{role}");
        }
        for role in ["fullmäktiges ordförande", "sekreterare", "kommundirektör", "revisor", ""] {
            assert!(!is_of_the_body(role), "{role}");
        }
    }

    #[test]
    fn what_a_name_tells_of_an_organization() {
        assert_eq!(classification("Ekhamns kommun"), Some("kommun"));
        assert_eq!(classification("Göteborgs Stad"), Some("kommun"));
        assert_eq!(classification("Kommunalförbundet Västersjöbygden"), Some("kommunalförbund"));
        assert_eq!(classification("Räddningstjänsten Åsmarken"), None);
        assert_eq!(classification("Fagerstad teater"), None);
    }

    #[test]
    fn the_form_most_often_printed_is_the_name() {
        let mut named = Named::default();
        for form in ["EKHAMNS KOMMUN", "Ekhamns kommun", "Ekhamns kommun"] {
            named.add(form);
        }
        let (name, others) = named.forms();
        assert_eq!(name, "Ekhamns kommun");
        assert_eq!(others, [json!({ "name": "EKHAMNS KOMMUN" })]);
    }
}
