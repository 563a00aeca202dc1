//! Why a query was refused, as the pages tell it.

use super::words::{Lang, fill};
use crate::index::{QueryError, Refusal, Vocabulary};

/// What is wrong with a query, where, and what may have been meant.
pub(super) fn told(lang: Lang, error: &QueryError) -> String {
    if lang == Lang::En {
        return english(error);
    }
    let mut told = String::new();
    if error.column > 0 {
        told += &fill("Tecken {}: ", &[error.column.to_string()]);
    }
    if let Some(option) = error.option {
        told += &format!("{}: ", filter(option).1);
    }
    told += &swedish(&error.reason);
    match &error.suggestion {
        Some(meant) => told + &fill(". Menade du ”{}”?", std::slice::from_ref(meant)),
        None => told + ".",
    }
}

fn english(error: &QueryError) -> String {
    let QueryError { column, option, reason, suggestion } = error;
    let place = if *column > 0 { format!("Letter {column}: ") } else { String::new() };
    let option = option.map(|option| format!("{}: ", filter(option).2)).unwrap_or_default();
    let meant = suggestion.as_ref().map(|meant| format!(" Did you mean “{meant}”?"));
    format!("{place}{option}{reason}.{}", meant.unwrap_or_default())
}

/// A filter as an address names it, in Swedish and in English, by the option of the command line.
pub(super) fn filter(option: &str) -> (&'static str, &'static str, &'static str) {
    match option {
        "--kind" => ("typ", "dokumenttyp", "kind of paper"),
        "--status" => ("status", "status", "status"),
        "--outcome" => ("utfall", "utfall", "outcome"),
        "--quality" => ("kvalitet", "textkvalitet", "text quality"),
        "--unit" => ("enhet", "enhet", "unit"),
        "--year" => ("fran, till", "år", "years"),
        "--action" => ("atgard", "åtgärd", "action"),
        "--body" => ("organ", "organ", "body"),
        "--organization" => ("organisation", "organisation", "organization"),
        _ => ("", "avgränsning", "filter"),
    }
}

fn swedish(reason: &Refusal) -> String {
    use crate::index::query::{MAX_CLAUSES, MAX_DEPTH, MAX_LETTERS, MAX_SLOP};
    let plain = match reason {
        Refusal::Empty => "frågan är tom",
        Refusal::OpenQuote => "citattecknet har inget slut",
        Refusal::StarBehindPhrase => {
            "en asterisk kan bara följa på ett ensamt ord, inte på en fras"
        }
        Refusal::StarInPhrase => "en asterisk inom citattecken läses inte som ett ords slut",
        Refusal::StarInWord => "en asterisk kan bara stå sist i ett ord",
        Refusal::StarBehindWords => "en asterisk kan bara följa på ett ensamt ord",
        Refusal::ShortPrefix => "en asterisk behöver minst två bokstäver före sig",
        Refusal::Unopened => "parentesen har ingen början",
        Refusal::Unclosed => "parentesen har inget slut",
        Refusal::NothingInside => "ingenting står före den här parentesen",
        Refusal::MissingHere => "här saknas något att söka efter",
        Refusal::MissingBefore => "det saknas något att söka efter före detta",
        Refusal::NoWords => "det står inga ord mellan citattecknen",
        Refusal::WithoutValue => "värdet saknas",
        Refusal::NoOrder => {
            "en ordning är relevance, oldest, newest, organization eller ord bredvid träffen som 1L eller 1R,2R"
        }
        Refusal::TooLong => {
            return format!("frågan är längre än {} tecken", Lang::Sv.number(MAX_LETTERS as u64));
        }
        Refusal::TooDeep => {
            return format!("fler än {MAX_DEPTH} parenteser eller nekanden i varandra");
        }
        Refusal::TooMany => return format!("fler än {MAX_CLAUSES} ord, fraser och fält"),
        Refusal::Slop => return format!("efter ~ står ett tal, högst {MAX_SLOP}"),
        Refusal::NoWordIn(text) => return format!("det finns inget ord i ”{text}”"),
        Refusal::FieldWithoutValue(name) => return format!("fältet {name} har inget värde"),
        Refusal::UnknownField(name) => {
            return format!(
                "fältet ”{name}” finns inte (sätt orden inom citattecken för att söka dem)"
            );
        }
        Refusal::NoneOf { what, value, known } => {
            let listed = match known.as_slice() {
                [] => String::new(),
                known => format!(" ({})", known.join(", ")),
            };
            return format!("”{value}” är {}{listed}", none(*what));
        }
        Refusal::NoSuchName { what, value } => {
            return format!("{} i arkivet heter ”{value}”", none(*what));
        }
        Refusal::NoYear(value) => {
            return format!("”{value}” är inget år; skriv 2014 eller 2011..2014");
        }
        Refusal::YearsBackwards(from, to) => {
            return format!("åren {from}..{to} slutar innan de börjar");
        }
        Refusal::NoDate(value) => {
            return format!(
                "”{value}” är inget datum; skriv 2014-05-01, 2014-05 eller 2014-05-01..2014-06"
            );
        }
        Refusal::NoAmount(value) => {
            return format!(
                "”{value}” är inget belopp; skriv 250000, >1mkr, <=500tkr eller 1mkr..2mkr"
            );
        }
        Refusal::TooManyFar(most) => {
            return format!(
                "fler än {} träffar i ett fjärrindex är för många för att ordnas efter orden bredvid",
                Lang::Sv.number(*most as u64)
            );
        }
        Refusal::TooManyWords { prefix, most } => {
            let most = Lang::Sv.number(*most as u64);
            return format!("fler än {most} ord börjar på ”{prefix}”; skriv mer av det");
        }
        Refusal::TooDear(part) => {
            return format!(
                "för många vanliga ord skulle behöva läsas på en gång, mest för {part}; fråga efter färre fraser och \
                 ordbörjor i taget, skriv fler bokstäver före asterisken, eller avgränsa med ett ovanligare ord, ett år \
                 eller ett organ"
            );
        }
        Refusal::TooManyToOrder { found, most } => {
            let (found, most) = (Lang::Sv.number(*found as u64), Lang::Sv.number(*most as u64));
            return format!(
                "{found} träffar är för många för att ordnas efter orden bredvid; högst {most} går"
            );
        }
    };
    plain.to_owned()
}

/// "ingen dokumenttyp"
fn none(what: Vocabulary) -> &'static str {
    match what {
        Vocabulary::Kind => "ingen dokumenttyp",
        Vocabulary::Status => "ingen status",
        Vocabulary::Outcome => "inget utfall",
        Vocabulary::Quality => "ingen textkvalitet",
        Vocabulary::Unit => "ingen enhet",
        Vocabulary::Body => "inget organ",
        Vocabulary::Organization => "ingen organisation",
        Vocabulary::Action => "ingen åtgärd",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::query::parse;

    #[test]
    fn in_both_languages_with_place_and_suggestion() {
        let refused = |query| parse(query).expect_err("refused");
        let check = |query, swedish: &str, english: &str| {
            assert_eq!(told(Lang::Sv, &refused(query)), swedish);
            assert_eq!(told(Lang::En, &refused(query)), english);
        };
        check(
            "typ:protokol",
            "Tecken 5: ”protokol” är ingen dokumenttyp. Menade du ”protokoll”?",
            "Letter 5: \"protokol\" is no kind of document. Did you mean “protokoll”?",
        );
        check(
            "a (b",
            "Tecken 3: parentesen har inget slut.",
            "Letter 3: this parenthesis is never closed.",
        );
    }

    #[test]
    fn a_filter_is_told_by_its_name() {
        let error = QueryError {
            column: 0,
            option: Some("--body"),
            reason: Refusal::NoSuchName { what: Vocabulary::Body, value: "x".to_owned() },
            suggestion: None,
        };
        assert_eq!(told(Lang::Sv, &error), "organ: inget organ i arkivet heter ”x”.");
        assert_eq!(told(Lang::En, &error), "body: no body in this archive is called \"x\".");
    }
}
