//! Queries that nobody sane asks: each is answered in time or refused.

use std::path::Path;

use attsats::archive::Archive;
use attsats::index::Request;

use crate::{quantile, say, timed};

const ASKED: usize = 10_000;

const PIECES: [&str; 24] = [
    "budget",
    "\"att anta\"",
    "(",
    ")",
    " OR ",
    "-",
    "plan*",
    "år:2014",
    "belopp:>1mkr",
    "\"",
    "~3",
    "dnr:KS/2011:417",
    "å",
    "§ 45",
    "*",
    ":",
    " NOT ",
    "\"beslutar att\"~9",
    "be*",
    "enhet:text",
    "och",
    "\"i och för\"",
    "\u{202e}",
    "organ:styrelsen",
];

pub(crate) fn tell(path: &Path) {
    let index = Archive::index(path).expect("an archive");
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    let (mut times, mut works) = (Vec::new(), Vec::new());
    let (mut n_answered, mut n_too_much, mut slowest) = (0, 0, (0.0, String::new()));
    for nth in 0..ASKED {
        let query = if nth % 100 == 0 {
            PIECES[next() % PIECES.len()].repeat(1 + next() % 100_000)
        } else {
            let pieces = (0..next() % 16 + 1).map(|_| PIECES[next() % PIECES.len()]);
            pieces.collect::<Vec<_>>().join(if next() % 3 == 0 { "" } else { " " })
        };
        let shown: String = query.chars().take(80).collect();
        let request = Request { query, limit: 20, ..Request::default() };
        let (found, time, work) = timed(|| index.search(&request));
        n_answered += usize::from(found.is_ok());
        let refused = found.err().map(|error| error.to_string()).unwrap_or_default();
        n_too_much += usize::from(refused.starts_with("too many common words"));
        times.push(time);
        works.push(work);
        if work > slowest.0 {
            slowest = (work, shown);
        }
    }
    let n_slow = times.iter().filter(|&&time| time > 250.0).count();
    let n_hard = works.iter().filter(|&&work| work > 250.0).count();
    say(&format!(
        "{ASKED} queries, {n_answered} answered, {n_too_much} refused for what they take, the others for what they are; p50 {:.1} ms, p99 {:.1} ms; {n_slow} over 250 ms\n\
         of processor: p99 {:.1} ms, hardest {:.0} ms ({}); {n_hard} over 250 ms\n",
        quantile(&mut times, 0.5),
        quantile(&mut times, 0.99),
        quantile(&mut works, 0.99),
        slowest.0,
        slowest.1,
    ));
}
