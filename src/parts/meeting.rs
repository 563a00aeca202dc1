//! Header lines → [`Meeting`]: body, date, place, chair.

mod body;
mod course;
mod day;
mod fields;
mod paragraphs;

use std::ops::Range;

use super::{attendance, organization};
use crate::model::{Line, LineRole, Meeting, Span, Text};

pub use body::body;
pub use course::course;
pub use day::issue_date;

/// Lines of the first zone, where a header stands.
const HEAD_LINES: usize = 60;

/// The meeting that `lines` (indices into [`Text::lines`]) tell of in their head. What is not printed is left out.
pub fn header(text: &Text, lines: Range<usize>) -> Meeting {
    let issued = issue_date(text, lines.clone());
    header_beside(text, lines, issued.as_ref().map(|day| day.value.as_str()))
}

/// [`header`] of a paper that was issued on the day `issued`.
pub fn header_beside(text: &Text, lines: Range<usize>, issued: Option<&str>) -> Meeting {
    let head = head(text, lines.clone(), HEAD_LINES);
    let day = day::meeting_day(text, lines.clone(), issued);
    let roster = attendance::attendance(text, lines.clone());
    let fields = fields::fields(&head, day.as_ref().map(|day| day.line));
    let with_role = |wanted: &str| {
        roster
            .iter()
            .find(|person| person.role.as_deref() == Some(wanted))
            .map(|person| person.name.clone())
    };
    let chair = with_role("ordförande").or(fields.chair);
    let secretary = fields.secretary.or_else(|| with_role("sekreterare"));
    let organ = body(text, lines.clone());
    let spans = day.iter().map(|day| day.span).chain(organ.iter().map(|organ| organ.span));
    let span = spans.chain(roster.iter().map(|person| person.span)).reduce(Span::to);
    Meeting {
        organization: organization::organization(text, lines).map(|name| name.value),
        body: organ.map(|organ| organ.value),
        date_inferred: day.as_ref().is_some_and(|day| day.inferred),
        date: day.map(|day| day.iso),
        start: fields.start,
        end: fields.end,
        place: fields.place,
        chair,
        secretary,
        adjusters: fields.adjusters,
        attendance: roster,
        paragraphs: paragraphs::printed(&head),
        adjournments: Vec::new(),
        span: span.or_else(|| head.first().map(|line| line.span)).unwrap_or_default(),
    }
}

/// The first `n_lines` lines that are told by the paper itself, running heads included.
fn head(text: &Text, lines: Range<usize>, n_lines: usize) -> Vec<&Line> {
    text.lines[lines].iter().filter(|line| is_told(line)).take(n_lines).collect()
}

fn is_told(line: &Line) -> bool {
    line.role != LineRole::Noise
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[track_caller]
    fn read(paper: &str) -> Meeting {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        header(&text, 0..text.lines.len())
    }

    #[test]
    fn reads_a_notice() {
        let meeting = read(
            "KALLELSE\n\nBorås 2011-09-29\n\nDirektionen för\nNordhärads kommunalförbund\n\nHärmed kallas till sammanträde\n\n\
             Tid: 6 oktober kl.9-12\n\nPlats: Stadshuset\nStorgatan 5\n\nVälkomna!\n\nEva Ek\nOrdförande\n\nNils Berg\nFörbundsdirektör",
        );
        assert_eq!(meeting.date.as_deref(), Some("2011-10-06"));
        assert!(meeting.date_inferred);
        assert_eq!(
            (meeting.start.as_deref(), meeting.end.as_deref()),
            (Some("09:00"), Some("12:00"))
        );
        assert_eq!(meeting.place.as_deref(), Some("Stadshuset, Storgatan 5"));
        assert_eq!(meeting.body.as_deref(), Some("Direktionen"));
        assert_eq!(meeting.chair.as_deref(), Some("Eva Ek"));
        assert_eq!(meeting.organization.as_deref(), Some("Nordhärads kommunalförbund"));
    }

    #[test]
    fn reads_a_head_in_columns() {
        let meeting = read(
            "BYBERGA KOMMUN       SAMMANTRÄDESPROTOKOLL\nKommunstyrelsen\nDatum\n2025-01-21\n\n\
             Plats och tid för Stora rummet, Storgatan 37 Klockan 13.00–14.00\nsammanträde\nBeslutande\nEva Ek (M), Ordförande\n\
             Sekreterare   Per Lund              Paragrafer § 1-27\n\nOrdförande    Eva Ek\n\nProtokolljusterare Johan Tall\n",
        );
        assert_eq!(meeting.date.as_deref(), Some("2025-01-21"));
        assert_eq!(meeting.start.as_deref(), Some("13:00"));
        assert_eq!(meeting.place.as_deref(), Some("Stora rummet, Storgatan 37"));
        assert_eq!(meeting.secretary.as_deref(), Some("Per Lund"));
        assert_eq!(meeting.chair.as_deref(), Some("Eva Ek"));
        assert_eq!(meeting.adjusters, ["Johan Tall"]);
        assert_eq!(meeting.body.as_deref(), Some("Kommunstyrelsen"));
    }

    #[test]
    fn reads_a_day_with_its_weekday() {
        let meeting = read(
            "KALLELSE\nUpprättad\n2025-01-14\nKommunstyrelsen\nSammanträde tisdagen den 21 januari 2025 kl. 13.00\nStora rummet, Storgatan 37",
        );
        assert_eq!(meeting.date.as_deref(), Some("2025-01-21"));
        assert_eq!(meeting.start.as_deref(), Some("13:00"));
        assert_eq!(meeting.place.as_deref(), Some("Stora rummet, Storgatan 37"));
    }

    #[test]
    fn the_label_of_the_day_may_stand_in_the_line() {
        let meeting = read(
            "PROTOKOLL                   Plats och tid: Stadshuset, kl 17:30-21:05\nKommunfullmäktige           Sammanträdesdatum: 2019-12-16\n\n§ 1 Val",
        );
        assert_eq!(meeting.date.as_deref(), Some("2019-12-16"));
    }

    #[test]
    fn a_paper_without_a_meeting_has_none() {
        let meeting = read("Utredning om vatten\nVid kommunens möten har frågan lyfts.");
        assert_eq!((meeting.date, meeting.start, meeting.place), (None, None, None));
    }
}
