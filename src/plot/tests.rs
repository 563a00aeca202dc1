use super::*;

fn columns(series: &[(&str, &[Option<f64>])], stacked: bool) -> Picture {
    let n_places = series.first().map_or(0, |(_, values)| values.len());
    let series = series
        .iter()
        .map(|(name, values)| Series { name: (*name).to_owned(), values: values.to_vec() })
        .collect();
    Picture {
        title: "Antal att-satser per år".to_owned(),
        notes: vec!["Källa: arkivet a.".to_owned()],
        drawing: Drawing::Columns(Columns {
            measure: "Antal att-satser".to_owned(),
            along: "År".to_owned(),
            places: (2011..).take(n_places).map(|year| year.to_string()).collect(),
            series,
            stacked,
        }),
    }
}

fn bars(bars: &[(&str, f64)]) -> Picture {
    let bars = bars.iter();
    let bars =
        bars.map(|(name, value)| Bar { name: (*name).to_owned(), value: *value, is_rest: false });
    Picture {
        title: "Antal".to_owned(),
        notes: Vec::new(),
        drawing: Drawing::Bars(Bars { measure: "Antal".to_owned(), bars: bars.collect() }),
    }
}

/// Attributes of the drawn elements `name` that have a title, as numbers.
fn drawn(svg: &str, name: &str, attribute: &str) -> Vec<f64> {
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    let is_it = |node: &roxmltree::Node<'_, '_>| node.has_tag_name(name) && node.has_children();
    let nodes = document.descendants().filter(is_it);
    nodes
        .filter_map(|node| node.attribute(attribute).and_then(|value| value.parse().ok()))
        .collect()
}

#[test]
fn what_is_larger_is_drawn_larger() {
    let picture = columns(&[("beslut", &[Some(2.0), None, Some(6.0)])], true);
    let heights = drawn(&svg(&picture), "rect", "height");
    assert_eq!(heights.len(), 2);
    assert!((heights[1] / heights[0] - 3.0).abs() < 0.01, "{heights:?}");
    let widths = drawn(&svg(&bars(&[("Ekby", 30.0), ("Bro", 10.0)])), "rect", "width");
    assert!((widths[0] / widths[1] - 3.0).abs() < 0.01, "{widths:?}");
}

#[test]
fn what_is_stacked_stands_on_what_is_below() {
    let picture = columns(&[("beslut", &[Some(4.0)]), ("förslag", &[Some(2.0)])], true);
    let text = svg(&picture);
    // Those of the legend come first.
    let (y, height) = (drawn(&text, "rect", "y"), drawn(&text, "rect", "height"));
    assert_eq!(y.len(), 4);
    assert!((y[3] + height[3] - y[2]).abs() < 0.02, "{y:?} {height:?}");
}

#[test]
fn what_is_below_nought_hangs() {
    let picture = columns(&[("bokslut", &[Some(-4.0), Some(4.0)])], false);
    let text = svg(&picture);
    let (y, height) = (drawn(&text, "rect", "y"), drawn(&text, "rect", "height"));
    // The legend's comes first.
    assert!((y[2] + height[2] - y[1]).abs() < 0.02, "they meet at nought: {y:?} {height:?}");
    assert!(text.contains(">bokslut</text>"), "{text}");
    assert!(text.contains("\u{2212}4"), "{text}");
}

#[test]
fn it_can_be_listened_to() {
    let picture = columns(&[("beslut", &[Some(1234.0)]), ("förslag", &[Some(2.0)])], true);
    let text = svg(&picture);
    let document = roxmltree::Document::parse(&text).expect("well-formed");
    let root = document.root_element();
    assert_eq!(root.attribute("role"), Some("img"));
    let told = |id: &str| {
        let is_it = |node: &roxmltree::Node<'_, '_>| node.attribute("id") == Some(id);
        document.descendants().find(is_it).and_then(|node| node.text()).unwrap_or_default()
    };
    for id in root.attribute("aria-labelledby").unwrap_or_default().split(' ') {
        assert!(!told(id).is_empty(), "{id}");
    }
    assert!(told("desc").contains("2011: beslut 1\u{a0}234, förslag 2."), "{}", told("desc"));
}

#[test]
fn nothing_is_said_to_be_nothing() {
    for picture in [columns(&[], true), bars(&[])] {
        assert!(svg(&picture).contains(">Inget att visa.</text>"));
    }
}

#[test]
fn names_of_any_kind_do_no_harm() {
    let hostile = "<script>alert(1)</script> ]]> & \"x\" \u{202e}\u{0}".repeat(9);
    let mut picture = bars(&[(&hostile, 1.0), ("Ekby", f64::MAX)]);
    picture.title.clone_from(&hostile);
    picture.notes.push(hostile.clone());
    let text = svg(&picture);
    roxmltree::Document::parse(&text).expect("well-formed");
    assert!(!text.contains("<script") && !text.contains('\u{202e}'), "{text}");
}

#[test]
fn all_stands_within_the_picture() {
    let many: Vec<Option<f64>> = (0..119).map(|at| Some(f64::from(at * 977))).collect();
    let long = "Räddningstjänstförbundet i Mellersta Åsmarken med omnejd och alla dess öar";
    let pictures = [
        columns(&[("beslut", &many), (long, &many)], true),
        columns(&[("beslut", &many), ("plan", &many)], false),
        bars(&[(long, 1_234_567.0), ("Bro", 3.0)]),
    ];
    for picture in pictures {
        let text = svg(&picture);
        let document = roxmltree::Document::parse(&text).expect("well-formed");
        let root = document.root_element();
        let size = |name| root.attribute(name).and_then(|told| told.parse::<f64>().ok());
        let (width, height) = (size("width").expect("told"), size("height").expect("told"));
        for node in document.descendants().filter(|node| node.has_tag_name("text")) {
            let at = |name| node.attribute(name).and_then(|told| told.parse::<f64>().ok());
            let (x, y, face) = (at("x"), at("y"), at("font-size"));
            let (Some(x), Some(y), Some(face)) = (x, y, face) else { panic!("{node:?}") };
            let wide = words::width(node.text().unwrap_or_default(), face);
            let left = match node.attribute("text-anchor") {
                Some("end") => x - wide,
                Some(_) => x - wide / 2.0,
                None => x,
            };
            assert!(left >= 0.0 && left + wide <= width && y <= height, "{node:?}");
        }
    }
}

#[cfg(feature = "png")]
#[test]
fn a_png_has_its_text_drawn() {
    let mut picture = columns(&[], true);
    let with = png(&svg(&picture)).expect("a picture");
    assert!(with.starts_with(b"\x89PNG\r\n"));
    picture.title.clear();
    let without = png(&svg(&picture)).expect("a picture");
    assert_ne!(with.len(), without.len(), "the title is drawn");
    assert!(png("<svg").is_err());
}
