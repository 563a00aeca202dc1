//! The style sheet, the script and the picture of the site; their addresses change with what they hold.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

struct Asset {
    stem: &'static str,
    suffix: &'static str,
    media_type: &'static str,
    content: &'static str,
}

const ASSETS: [Asset; 3] = [
    Asset {
        stem: "style",
        suffix: "css",
        media_type: "text/css; charset=utf-8",
        content: include_str!("static/style.css"),
    },
    Asset {
        stem: "script",
        suffix: "js",
        media_type: "text/javascript; charset=utf-8",
        content: include_str!("static/script.js"),
    },
    Asset {
        stem: "mark",
        suffix: "svg",
        media_type: "image/svg+xml",
        content: include_str!("static/mark.svg"),
    },
];

static NAMES: LazyLock<[String; 3]> = LazyLock::new(|| ASSETS.each_ref().map(name));

/// "style-1a2b3c4d5e6f7081.css"
fn name(asset: &Asset) -> String {
    format!("{}-{}.{}", asset.stem, hash(asset.content.as_bytes()), asset.suffix)
}

/// The address of the style sheet.
pub(super) fn style() -> String {
    format!("/static/{}", NAMES[0])
}

/// The address of the script.
pub(super) fn script() -> String {
    format!("/static/{}", NAMES[1])
}

/// The address of the picture that stands for the site.
pub(super) fn mark() -> String {
    format!("/static/{}", NAMES[2])
}

/// Sixteen letters that tell one content from another: FNV-1a, 64 bits.
pub(super) fn hash(bytes: &[u8]) -> String {
    let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", bytes.iter().fold(0xcbf2_9ce4_8422_2325, fold))
}

pub(super) async fn asset(Path(asked): Path<String>) -> Response {
    match NAMES.iter().zip(&ASSETS).find(|(name, _)| **name == asked) {
        Some((_, asset)) => {
            let forever = "public, max-age=31536000, immutable";
            let headers =
                [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, forever)];
            (headers, asset.content).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
