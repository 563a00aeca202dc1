//! Pictures of pages: where the boxes say, within limits, from workers that may end.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use attsats::ingest;
use attsats::model::{Page, Rect};
use attsats::ocr::{self, Cost, Drawer};
use attsats::pipeline::{
    self, Apart, Limits, PICTURE_DPI, Picture, PictureError, PictureLimits, Pictures, Size,
    WorkerLimits, drawing_limits,
};

use crate::env::Env;
use crate::papers::{corpus, files_below, has_suffix, name, root};

/// The pixels of a picture in shades of grey.
struct Seen {
    width: usize,
    height: usize,
    grey: Vec<u8>,
}

fn seen(picture: &Picture) -> Seen {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&picture.png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("it is small")];
    let info = reader.next_frame(&mut pixels).expect("a PNG");
    let (width, height) = (info.width as usize, info.height as usize);
    assert_eq!((width, height), (picture.size.width.into(), picture.size.height.into()));
    let channels = info.color_type.samples();
    let grey = pixels.chunks_exact(channels).map(|pixel| pixel[channels.min(2) - 1]).collect();
    Seen { width, height, grey }
}

impl Seen {
    /// The box round everything dark, in pixels.
    fn ink(&self) -> Option<Rect> {
        let dark = self.grey.iter().enumerate().filter(|(_, grey)| **grey < 128);
        let at = |place: usize| ((place % self.width) as f32, (place / self.width) as f32);
        dark.map(|(place, _)| at(place))
            .map(|(x, y)| Rect { x0: x, y0: y, x1: x + 1.0, y1: y + 1.0 })
            .reduce(Rect::union)
    }

    /// The part of the box that is dark.
    fn share_of_ink(&self, rect: Rect) -> f32 {
        let inside = |at: f32, end: usize| at.clamp(0.0, end as f32) as usize;
        let (x0, x1) = (inside(rect.x0, self.width), inside(rect.x1.ceil(), self.width));
        let (y0, y1) = (inside(rect.y0, self.height), inside(rect.y1.ceil(), self.height));
        let rows = (y0..y1).map(|y| &self.grey[y * self.width + x0..y * self.width + x1]);
        let n_dark: usize = rows.map(|row| row.iter().filter(|grey| **grey < 128).count()).sum();
        n_dark as f32 / ((x1 - x0) * (y1 - y0)).max(1) as f32
    }
}

/// A PDF of one page with these entries and this content.
fn pdf(entries: &str, content: &str) -> Vec<u8> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>\
         /XObject<</X 6 0 R/Y 7 0 R/Z 8 0 R>>>>{entries}>>"
    );
    let form = |content: &str, inner: &str| {
        format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<<{inner}>>>>\
             /Length {}>>stream\n{content}\nendstream",
            content.len()
        )
    };
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        page,
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        form(&"/Y Do ".repeat(400), "/Y 7 0 R"),
        form(&"/Z Do ".repeat(400), "/Z 8 0 R"),
        form(&"0 0 150 150 re f 9 9 m 90 70 l S ".repeat(400), ""),
    ];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    bytes.extend(places.iter().flat_map(|at| format!("{at:010} 00000 n \n").into_bytes()));
    let size = places.len() + 1;
    bytes.extend(
        format!("trailer <</Root 1 0 R/Size {size}>>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    bytes
}

/// A page whose forms draw sixty-four million times.
fn endless() -> Vec<u8> {
    pdf("/MediaBox[0 0 200 200]", &"/X Do ".repeat(400))
}

fn pages(bytes: &[u8]) -> Vec<Page> {
    let source = ingest::from_bytes("a.pdf".to_owned(), bytes.to_vec()).expect("it is a PDF");
    pipeline::steps(&source, &Limits::default()).expect("it can be read").pages
}

fn apart(limits: WorkerLimits) -> Apart {
    let options = [
        ("--memory", (limits.memory_bytes >> 20).to_string()),
        ("--cpu", limits.cpu_seconds.to_string()),
    ];
    let options = options.into_iter().flat_map(|(name, value)| [name.to_owned(), value]);
    let arguments = ["worker", "--ocr", "off"].map(str::to_owned).into_iter();
    let arguments = arguments.chain(options).collect();
    Apart { program: env!("CARGO_BIN_EXE_attsats").into(), arguments, limits }
}

fn pictures() -> Pictures {
    Pictures::start(apart(drawing_limits()), PictureLimits::default()).expect("threads")
}

fn has_poppler() -> bool {
    let is_there = Command::new("pdftoppm").arg("-v").output().is_ok();
    if !is_there {
        eprintln!("passed over in part: pdftoppm is not installed");
    }
    is_there
}

/// Drawn here, by each of those who draw.
fn drawn(bytes: &[u8], number: u32, dpi: f32) -> Vec<(Drawer, Picture)> {
    let frame = attsats::extract::frame(bytes, number, &Limits::default())
        .expect("it can be opened")
        .expect("there is such a page");
    let size = Size::of(&frame, dpi, 8_000_000).expect("it is small");
    let cost = Cost { image_pixels: 100_000_000, time: Duration::from_secs(20) };
    let drawers = [Drawer::Own, Drawer::Poppler].into_iter();
    let drawers = drawers.filter(|drawer| *drawer == Drawer::Own || has_poppler());
    let picture =
        |drawer| ocr::picture(bytes, number, &frame, size, drawer, cost).expect("it can be drawn");
    drawers.map(|drawer| (drawer, picture(drawer))).collect()
}

#[test]
fn a_word_is_drawn_where_its_box_stands() {
    let content = "BT /F 20 Tf 130 250 Td (HEMHEM) Tj ET";
    for rotate in [0, 90, 180, 270, -90] {
        for unit in ["", "/UserUnit 2", "/UserUnit 1.5"] {
            for crop in ["", "/CropBox[100 200 400 500]", "/CropBox[-50 -50 300 9000]"] {
                let entries = format!("/MediaBox[0 0 500 700]{crop}{unit}/Rotate {rotate}");
                let bytes = pdf(&entries, content);
                let page = &pages(&bytes)[0];
                let word = page.words[0].rect;
                for (drawer, picture) in drawn(&bytes, 1, 72.0) {
                    let what = format!("{entries} {drawer:?}");
                    let Size { width, height, dpi } = picture.size;
                    assert_eq!(dpi, 72.0);
                    let off = (page.width - f32::from(width)).abs();
                    assert!(off <= 1.0, "{what}: {width} and {}", page.width);
                    assert!((page.height - f32::from(height)).abs() <= 1.0, "{what}");
                    let ink = seen(&picture).ink().expect("there is a word");
                    let outer = Rect {
                        x0: word.x0 - 1.5,
                        y0: word.y0 - 1.5,
                        x1: word.x1 + 1.5,
                        y1: word.y1 + 1.5,
                    };
                    assert_eq!(outer.union(ink), outer, "{what}: {ink:?} in {word:?}");
                    let part = ink.width() * ink.height() / (word.width() * word.height());
                    assert!(part > 0.5, "{what}: {ink:?} fills {word:?}");
                }
            }
        }
    }
}

#[test]
fn the_words_of_papers_are_drawn_where_their_boxes_stand() {
    let papers = corpus().into_iter().filter(|path| has_suffix(path, "pdf")).take(4);
    for path in papers {
        let bytes = std::fs::read(&path).expect("it is there");
        for page in pages(&bytes).iter().take(2) {
            for (drawer, picture) in drawn(&bytes, page.number, 100.0) {
                let what = format!("{} page {} {drawer:?}", name(&path), page.number);
                let seen = seen(&picture);
                let scale = picture.size.dpi / 72.0;
                let words = page.words.iter().filter(|word| page.letters(word).len() > 3);
                let words: Vec<Rect> = words.map(|word| word.rect).collect();
                let boxes = words.iter().map(|rect| Rect {
                    x0: rect.x0 * scale,
                    y0: rect.y0 * scale,
                    x1: rect.x1 * scale,
                    y1: rect.y1 * scale,
                });
                let n_inked = boxes.filter(|rect| seen.share_of_ink(*rect) > 0.05).count();
                assert!(n_inked * 20 >= words.len() * 19, "{what}: {n_inked} of {}", words.len());
            }
        }
    }
}

#[test]
fn a_page_of_any_size_costs_little() {
    let pictures = pictures();
    let draw = |entries: &str| {
        pictures.draw(pdf(entries, "BT /F 20 Tf 9 9 Td (Hej) Tj ET"), 1, PICTURE_DPI)
    };
    let begun = Instant::now();
    for entries in [
        "/MediaBox[0 0 1000000000 1000000000]",
        "/MediaBox[0 0 1000000000 2]",
        "/MediaBox[0 0 14400 14400]/UserUnit 100",
    ] {
        assert_eq!(draw(entries), Err(PictureError::TooLarge), "{entries}");
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    let poster = draw("/MediaBox[0 0 2384 3370]").expect("a coarse picture");
    assert!(poster.size.pixels() <= 8_100_000, "{:?}", poster.size);
    assert_eq!(pictures.draw(endless(), 0, PICTURE_DPI), Err(PictureError::NoPage));
    assert_eq!(pictures.draw(endless(), 2, PICTURE_DPI), Err(PictureError::NoPage));
}

#[test]
fn every_pdf_gives_a_picture_or_a_reason() {
    let pictures = pictures();
    let good = pdf("/MediaBox[0 0 200 200]", "BT /F 20 Tf 9 99 Td (Hej) Tj ET");
    let damaged = files_below(&root().join("corpus/damaged"));
    let is_pdf = |path: &&std::path::PathBuf| has_suffix(path, "pdf");
    let mut n_drawn = 0;
    let all: Vec<_> = corpus().into_iter().chain(damaged).collect();
    for path in all.iter().filter(is_pdf) {
        let bytes = std::fs::read(path).expect("it is there");
        let begun = Instant::now();
        match pictures.draw(bytes, 1, 50) {
            Ok(picture) => {
                n_drawn += 1;
                assert!(seen(&picture).width > 100, "{}", name(path));
            }
            Err(PictureError::Undrawn(reason)) => assert!(!reason.is_empty(), "{}", name(path)),
            Err(error) => assert_eq!(error, PictureError::NoPage, "{}", name(path)),
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{} took long", name(path));
        assert!(pictures.draw(good.clone(), 1, 50).is_ok(), "after {}", name(path));
    }
    assert!(n_drawn > 20, "{n_drawn} pictures");
}

#[test]
#[cfg(target_os = "linux")]
fn a_page_that_takes_too_long_costs_itself() {
    let short = WorkerLimits { cpu_seconds: 1, wall: Duration::from_secs(4), ..drawing_limits() };
    let few = PictureLimits { workers: 1, waiting: 1, ..PictureLimits::default() };
    let pictures = Pictures::start(apart(short), few).expect("threads");
    let begun = Instant::now();
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let ask = || pictures.draw(endless(), 1, PICTURE_DPI);
        let asked: Vec<_> = (0..6).map(|_| scope.spawn(ask)).collect();
        asked.into_iter().map(|asked| asked.join().expect("no panic")).collect()
    });
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    let n_busy = outcomes.iter().filter(|outcome| **outcome == Err(PictureError::Busy)).count();
    assert!((3..6).contains(&n_busy), "{outcomes:?}");
    let others = outcomes.iter().filter(|outcome| **outcome != Err(PictureError::Busy));
    for outcome in others {
        let Err(PictureError::Undrawn(reason)) = outcome else { panic!("{outcome:?}") };
        assert!(reason.starts_with("drawing took more than"), "{reason}");
    }
    let good = pdf("/MediaBox[0 0 200 200]", "BT /F 20 Tf 9 99 Td (Hej) Tj ET");
    assert!(pictures.draw(good, 1, 50).is_ok(), "it goes on");
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_is_killed_is_followed_by_another() {
    // By its memory it is told from the workers of other tests.
    let own = WorkerLimits { memory_bytes: 777 << 20, ..drawing_limits() };
    let one = PictureLimits { workers: 1, ..PictureLimits::default() };
    let pictures = Pictures::start(apart(own), one).expect("threads");
    let good = pdf("/MediaBox[0 0 200 200]", "BT /F 20 Tf 9 99 Td (Hej) Tj ET");
    let first = pictures.draw(good.clone(), 1, 50).expect("it can be drawn");
    for _ in 0..3 {
        assert_eq!(kill_workers("777"), 1, "one draws");
        assert_eq!(pictures.draw(good.clone(), 1, 50).as_ref(), Ok(&first));
    }
    drop(pictures);
    assert_eq!(kill_workers("777"), 0, "none is left");
}

/// Ends the workers of this process that may use so many megabytes.
#[cfg(target_os = "linux")]
fn kill_workers(megabytes: &str) -> usize {
    let tasks = std::fs::read_dir("/proc/self/task").expect("there are threads");
    let children =
        tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("children")).ok());
    let ids: Vec<String> = children
        .flat_map(|ids| ids.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let is_it = |id: &&String| {
        let line = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0).any(|word| word == megabytes.as_bytes())
    };
    let kill = |id: &String| Command::new("kill").args(["-9", id]).status();
    ids.iter().filter(is_it).filter(|id| kill(id).is_ok_and(|status| status.success())).count()
}

#[test]
fn show_writes_a_picture() {
    let env = Env::new();
    let paper = corpus().into_iter().find(|path| has_suffix(path, "pdf")).expect("there is one");
    std::fs::create_dir(env.path("in")).expect("room");
    std::fs::copy(&paper, env.path("in/a.pdf")).expect("room");
    env.write("in/b.txt", crate::env::paper(1));
    env.expect(0, &["ingest", "-q", "in", "--archive", "a", "--ocr", "off"]);
    let id = |file: &str| {
        ingest::sha256(&std::fs::read(env.path(Path::new("in").join(file))).expect("it is there"))
    };
    let show = |code, id: &str, page| {
        env.expect(code, &["show", id, "--archive", "a", "--page", page, "--picture", "p.png"])
    };
    show(0, &id("a.pdf"), "1");
    let png = std::fs::read(env.path("p.png")).expect("it was written");
    let picture = Picture::of_png(png).expect("it is whole");
    assert!((picture.size.dpi - f32::from(PICTURE_DPI)).abs() < 0.02);
    assert!(seen(&picture).ink().is_some(), "an empty page");
    assert!(show(2, &id("a.pdf"), "999").err.contains("no such page"));
    assert!(show(2, &id("b.txt"), "1").err.contains("no pages"));
    std::fs::write(env.path("in/a.pdf"), "%PDF-1.4").expect("room");
    let id = ingest::sha256(&std::fs::read(&paper).expect("it is there"));
    assert!(show(2, &id, "1").err.contains("changed since it was read"));
}
