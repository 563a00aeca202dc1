//! What stands around a drawing: title, legend, notes, and its words for those who do not see it.

use super::svg::{Anchor, Face, Svg, escaped};
use super::{Drawing, Ground, Picture, bars, columns, ink, words};

/// The width of a picture, in pixels of a screen; its height is as much as it needs.
pub(super) const WIDTH: f64 = 960.0;
/// What is left white at the sides.
pub(super) const MARGIN: f64 = 28.0;

const TITLE: Face = Face { size: 20.0, bold: true, colour: ink::TEXT };
const NOTE: Face = Face { size: 11.0, bold: false, colour: ink::QUIET };
const LEGEND: Face = Face { size: 12.5, bold: false, colour: ink::TEXT };
const NOTHING: Face = Face { size: 15.0, bold: false, colour: ink::QUIET };

pub(super) fn draw(picture: &Picture, ground: Ground) -> String {
    let mut svg = Svg::on(ground);
    let room = WIDTH - 2.0 * MARGIN;
    let mut y = 20.0;
    for line in words::wrap(&picture.title, TITLE.size, room) {
        y += 24.0;
        svg.text((MARGIN, y), Anchor::Start, TITLE, &line);
    }
    let is_empty = match &picture.drawing {
        Drawing::Columns(columns) => columns::is_empty(columns),
        Drawing::Bars(bars) => bars.bars.is_empty(),
    };
    y = match &picture.drawing {
        _ if is_empty => nothing(&mut svg, y + 16.0, ground),
        Drawing::Columns(columns) => {
            let y = legend(&mut svg, columns, y + 14.0);
            columns::draw(&mut svg, columns, y + 12.0)
        }
        Drawing::Bars(bars) => bars::draw(&mut svg, bars, y + 20.0),
    };
    y += 10.0;
    for note in &picture.notes {
        for line in words::wrap(note, NOTE.size, room) {
            y += 15.0;
            svg.text((MARGIN, y), Anchor::Start, NOTE, &line);
        }
    }
    whole(picture, ground, &svg.end(), y + 18.0, is_empty)
}

fn whole(picture: &Picture, ground: Ground, drawn: &str, height: f64, is_empty: bool) -> String {
    let told = match &picture.drawing {
        _ if is_empty => NO_VALUES.to_owned(),
        Drawing::Columns(columns) => columns::told(columns),
        Drawing::Bars(bars) => bars::told(bars),
    };
    let told = format!("{told} {}", picture.notes.join(" "));
    let height = height.ceil();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"title desc\" xml:lang=\"sv\" \
         font-family=\"'Noto Sans', Helvetica, Arial, sans-serif\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n{}\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{}\"/>\n{drawn}</svg>\n",
        escaped(&picture.title),
        escaped(told.trim()),
        ink::patterns(),
        ink::PAPER.on(ground),
    )
}

const NO_VALUES: &str = "Inget att visa.";

fn nothing(svg: &mut Svg, y: f64, ground: Ground) -> f64 {
    let height = 160.0;
    svg.rect([MARGIN, y, WIDTH - 2.0 * MARGIN, height], ink::EMPTY.on(ground), "");
    svg.text((WIDTH / 2.0, y + height / 2.0 + 5.0), Anchor::Middle, NOTHING, NO_VALUES);
    y + height
}

/// Each series by its ink; one status or sort alone needs no name, the kind of a budget does.
fn legend(svg: &mut Svg, columns: &super::Columns, y: f64) -> f64 {
    if columns.stacked && columns.series.len() < 2 {
        return y;
    }
    let (mut x, mut y) = (MARGIN, y + 4.0);
    for (at, series) in columns.series.iter().enumerate() {
        let room = WIDTH - 2.0 * MARGIN - 40.0;
        let name = words::shorten(&series.name, LEGEND.size, room);
        let width = 24.0 + words::width(&name, LEGEND.size) + 18.0;
        if x > MARGIN && x + width > WIDTH - MARGIN {
            (x, y) = (MARGIN, y + 20.0);
        }
        svg.rect([x, y, 17.0, 13.0], &ink::fill(at), &series.name);
        svg.text((x + 24.0, y + 11.0), Anchor::Start, LEGEND, &name);
        x += width;
    }
    y + 16.0
}
