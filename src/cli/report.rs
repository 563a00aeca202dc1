//! `attsats report`: what became of every file, told to a person or to a program.

use std::collections::BTreeMap;
use std::io::Write;

use super::End;
use super::args::{Report, ReportFormat};
use super::term::clean_name;
use crate::archive::{ALMOST, Alike, Archive, Line, Status};
use crate::export::{Dialect, Form, rows};
use crate::record::{Column, columns};

/// The form of the JSON.
const SCHEMA: &str = "attsats/report/1.0";

const COLUMNS: &[Column] = columns![
    "path" Text, "member" Text, "status" Text, "reason" Text, "limit" Text, "bytes" Integer, "sha256" Text,
    "kind" Text, "time" Text, "tool" Text, "reader" Integer,
];

/// The order in which a person is told of them.
const STATUSES: [Status; 4] = [Status::Failed, Status::Partial, Status::Skipped, Status::Ok];

/// Everything there is to tell.
struct Told<'a> {
    archive: &'a Archive,
    /// Of the statuses that were asked for.
    lines: Vec<&'a Line>,
    /// Documents that stand in several places.
    same: BTreeMap<&'a str, Vec<&'a Line>>,
    alike: Vec<Alike>,
}

pub(super) fn run(args: &Report, out: &mut (dyn Write + Send)) -> anyhow::Result<End> {
    let archive = Archive::open(&args.archive)?;
    let ledger = archive.ledger()?;
    let is_asked =
        |line: &&Line| args.status.is_none_or(|asked| Status::from(asked) == line.status);
    let mut same: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in ledger.lines().filter(|line| line.status.is_read()) {
        same.entry(line.sha256.as_deref().unwrap_or_default()).or_default().push(line);
    }
    same.retain(|_, lines| lines.len() > 1);
    let lines = ledger.lines().filter(is_asked).collect();
    let told = Told { archive: &archive, lines, same, alike: archive.alike()? };
    match args.format {
        ReportFormat::Text => told.text(out)?,
        ReportFormat::Csv => told.csv(out)?,
        ReportFormat::Json => told.json(out)?,
    }
    Ok(End::lacking_if(ledger.lines().any(|line| line.status == Status::Failed)))
}

impl Told<'_> {
    fn text(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let count = |status| self.lines.iter().filter(|line| line.status == status).count();
        let counts: Vec<String> = STATUSES
            .iter()
            .filter(|status| count(**status) > 0)
            .map(|status| format!("{} {}", count(*status), status.word()))
            .collect();
        writeln!(out, "{} files: {}", self.lines.len(), counts.join(", "))?;
        writeln!(out, "{} documents", self.archive.holdings().len())?;
        if let Some(last) = self.lines.iter().filter_map(|line| line.time.as_deref()).max() {
            writeln!(out, "last change {}", clean_name(last))?;
        }
        for status in STATUSES {
            self.reasons(status, out)?;
        }
        if !self.same.is_empty() {
            writeln!(out, "\nThe same document in several places")?;
        }
        for (id, lines) in &self.same {
            writeln!(out, "  {}", short(id))?;
            for line in lines {
                writeln!(out, "      {}", clean_name(&line.place().to_string()))?;
            }
        }
        if !self.alike.is_empty() {
            writeln!(out, "\nAlmost the same text (from {:.0} %)", ALMOST * 100.0)?;
        }
        for Alike { first, others } in &self.alike {
            writeln!(out, "  {}  {}", short(first), self.name(first))?;
            for (id, likeness) in others {
                let percent = likeness * 100.0;
                writeln!(out, "  {}  {}  {percent:.0} %", short(id), self.name(id))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// The files of one status, by reason, the commonest first.
    fn reasons(&self, status: Status, out: &mut dyn Write) -> std::io::Result<()> {
        let mut reasons: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
        for line in self.lines.iter().filter(|line| line.status == status) {
            if let Some(reason) = &line.reason {
                reasons.entry(reason).or_default().push(line);
            }
        }
        let mut reasons: Vec<(&str, Vec<&Line>)> = reasons.into_iter().collect();
        reasons.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.len()));
        if !reasons.is_empty() {
            writeln!(out, "\n{}", status.word())?;
        }
        for (reason, lines) in reasons {
            writeln!(out, "  {:>6}  {}", lines.len(), clean_name(reason))?;
            // What is no paper is told by number alone.
            for line in lines.iter().filter(|_| status != Status::Skipped) {
                writeln!(out, "          {}", clean_name(&line.place().to_string()))?;
            }
        }
        Ok(())
    }

    fn csv(&self, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
        let mut rows = rows(Form::Csv(Dialect::Plain), COLUMNS, out)?;
        for line in &self.lines {
            let held = line.sha256.as_deref().and_then(|id| self.archive.get(id));
            let kind = held.map(|held| serde_json::to_value(held.entry.kind)).transpose()?;
            let or_nothing = |field: &Option<String>| field.clone().unwrap_or_default();
            rows.row(vec![
                line.path.clone(),
                or_nothing(&line.member),
                line.status.word().to_owned(),
                or_nothing(&line.reason),
                or_nothing(&line.limit),
                line.bytes.to_string(),
                or_nothing(&line.sha256),
                kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default().to_owned(),
                or_nothing(&line.time),
                or_nothing(&line.tool),
                line.reader.to_string(),
            ])?;
        }
        Ok(rows.end()?)
    }

    fn json(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut counts = serde_json::Map::new();
        for status in STATUSES {
            let n_files = self.lines.iter().filter(|line| line.status == status).count();
            counts.insert(status.word().to_owned(), n_files.into());
        }
        let near = |alike: &Alike| {
            let other = |(id, likeness): &(String, f64)| serde_json::json!({ "document": id, "likeness": likeness });
            let others: Vec<serde_json::Value> = alike.others.iter().map(other).collect();
            serde_json::json!({ "first": alike.first, "others": others })
        };
        let same = self.same.iter().map(|(id, lines)| {
            let places: Vec<String> = lines.iter().map(|line| line.place().to_string()).collect();
            serde_json::json!({ "document": id, "places": places })
        });
        let told = serde_json::json!({
            "schema": SCHEMA,
            "documents": self.archive.holdings().len(),
            "counts": counts,
            "same": same.collect::<Vec<_>>(),
            "almost_the_same": self.alike.iter().map(near).collect::<Vec<_>>(),
            "files": self.lines,
        });
        serde_json::to_writer_pretty(&mut *out, &told)?;
        Ok(writeln!(out)?)
    }

    fn name(&self, id: &str) -> String {
        clean_name(self.archive.get(id).map_or("", |held| &held.entry.name))
    }
}

/// Enough of an id to find the document by.
fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}
