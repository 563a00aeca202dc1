//! Printed pages → scanned ones: drawn, spoiled as scanners do, and wrapped in a PDF of pictures.

use std::path::Path;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

/// Dots per inch of the scans.
const DPI: f32 = 200.0;

/// One sheet on the scanner.
#[derive(Clone)]
pub(crate) struct Sheet {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Row by row, 0 is black.
    pub(crate) grey: Vec<u8>,
    /// Words of a layer of hidden letters.
    pub(crate) hidden: String,
}

/// The pages of a printed paper.
pub(crate) fn sheets(paper: &Path) -> Vec<Sheet> {
    let pdf = Pdf::new(std::fs::read(paper).expect("it is there")).expect("it is a PDF");
    let scale = DPI / 72.0;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let sheet = |page| {
        let pixmap = render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &settings,
        );
        let grey = pixmap.data_as_u8_slice().chunks_exact(4).map(|pixel| pixel[1]).collect();
        let (width, height) = (usize::from(pixmap.width()), usize::from(pixmap.height()));
        Sheet { width, height, grey, hidden: String::new() }
    };
    pdf.pages().iter().map(sheet).collect()
}

impl Sheet {
    fn moved(&self, width: usize, height: usize, from: impl Fn(f32, f32) -> (f32, f32)) -> Self {
        let at = |index: usize| {
            let (x, y) = from((index % width) as f32, (index / width) as f32);
            let is_on = (0.0..self.width as f32 - 0.5).contains(&x)
                && (0.0..self.height as f32 - 0.5).contains(&y);
            if is_on {
                self.grey[y.round() as usize * self.width + x.round() as usize]
            } else {
                255
            }
        };
        let grey = (0..width * height).map(at).collect();
        Self { width, height, grey, hidden: self.hidden.clone() }
    }

    /// Laid askew: its lines fall by so many degrees.
    pub(crate) fn askew(&self, degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (middle_x, middle_y) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        self.moved(self.width, self.height, |x, y| {
            let (x, y) = (x - middle_x, y - middle_y);
            (x * cos + y * sin + middle_x, y * cos - x * sin + middle_y)
        })
    }

    /// Laid on its side: its lines read downwards.
    pub(crate) fn on_its_side(&self) -> Self {
        let height = self.height as f32;
        self.moved(self.height, self.width, |x, y| (y, height - 1.0 - x))
    }

    /// Strewn with black and white specks, one pixel in `one_in`.
    pub(crate) fn specked(&self, one_in: u32) -> Self {
        let mut sheet = self.clone();
        let mut seed = 1u32;
        for grey in &mut sheet.grey {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            match (seed >> 8) % (2 * one_in) {
                0 => *grey = 0,
                1 => *grey = 255,
                _ => {}
            }
        }
        sheet
    }
}

/// A PDF of `sheets`, each a picture that fills its page.
pub(crate) fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        Vec::new(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    let mut kids = String::new();
    for sheet in sheets {
        let (width, height) = (sheet.width as f32 * 72.0 / DPI, sheet.height as f32 * 72.0 / DPI);
        let dict = format!(
            "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceGray/BitsPerComponent 8",
            sheet.width, sheet.height
        );
        objects.push(stream(&dict, &sheet.grey));
        let picture = objects.len();
        let mut content = format!("q {width} 0 0 {height} 0 0 cm /I Do Q\n").into_bytes();
        content.extend(layer(&sheet.hidden));
        objects.push(stream("", &content));
        objects.push(
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents {} 0 R\
                 /Resources<</XObject<</I {picture} 0 R>>/Font<</F 3 0 R>>>>>>",
                picture + 1
            )
            .into_bytes(),
        );
        kids.push_str(&format!("{} 0 R ", objects.len()));
    }
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{kids}]>>", sheets.len()).into_bytes();
    whole(&objects)
}

/// Hidden letters, a few words a line.
fn layer(words: &str) -> Vec<u8> {
    let mut content = b"BT 3 Tr /F 8 Tf 10 TL 40 800 Td\n".to_vec();
    let words: Vec<&str> = words.split_whitespace().collect();
    for line in words.chunks(12) {
        content.push(b'(');
        let letters =
            line.join(" ").chars().filter(|letter| !"()\\".contains(*letter)).collect::<Vec<_>>();
        content.extend(
            letters.into_iter().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'-')),
        );
        content.extend(b") Tj T*\n");
    }
    content.extend(b"ET\n");
    content
}

fn stream(dict: &str, bytes: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{dict}/Length {}>>stream\n", bytes.len()).into_bytes();
    object.extend_from_slice(bytes);
    object.extend(b"\nendstream");
    object
}

fn whole(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend_from_slice(object);
        file.extend(b"\nendobj\n");
    }
    let at = file.len();
    file.extend(table.into_bytes());
    let size = objects.len() + 1;
    file.extend(
        format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n").into_bytes(),
    );
    file
}
