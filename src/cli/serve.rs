//! `attsats serve`: an archive as a site for a browser.

use std::io::Write;
use std::sync::Arc;

use anyhow::Context;

use super::End;
use super::args::Serve;
use crate::web::{Draws, Over, Settings, serve};

pub(super) fn run(args: Serve, out: &mut dyn Write) -> anyhow::Result<End> {
    let is_open = !args.address.ip().is_loopback();
    let mask = args.mask || (is_open && !args.unmasked);
    let over = over(&args, mask)?;
    let has_documents = matches!(over, Over::Archive(_));
    let settings = Settings {
        over,
        address: args.address,
        hosts: args.host,
        mask,
        name: args.name,
        contact: args.contact,
        rate: args.rate,
        draws: if mask || !has_documents { None } else { draws()? },
    };
    let mut told = Ok(());
    serve(settings, |address| {
        told = writeln!(out, "http://{address}/").and_then(|()| out.flush());
    })?;
    told?;
    Ok(End::Done)
}

/// The archive, or the index in a search engine.
#[cfg_attr(not(feature = "store"), expect(unused_variables, reason = "an archive can be masked"))]
fn over(args: &Serve, mask: bool) -> anyhow::Result<Over> {
    #[cfg(feature = "store")]
    if let Some(address) = &args.from.remote {
        // Who is a private person is told by records, which an engine has not.
        anyhow::ensure!(
            !mask,
            "personal data cannot be hidden with --remote; listen where only this machine can ask, or say --unmasked"
        );
        return Ok(Over::Index(Arc::new(far::Far::open(address, &args.from)?)));
    }
    let folder = args.archive.clone();
    Ok(Over::Archive(folder.context("--archive names the archive's folder")?))
}

/// An index in a search engine, as the site asks it.
#[cfg(feature = "store")]
mod far {
    use crate::cli::args::Elsewhere;
    use crate::index::{self, Request};
    use crate::remote::{Error, Remote};
    use crate::web::{Answered, Asks, Counted, NoAnswer};

    pub(super) struct Far(Remote);

    impl Far {
        pub(super) fn open(address: &str, from: &Elsewhere) -> Result<Self, Error> {
            Remote::open(address, &from.index, from.generation).map(Self)
        }
    }

    impl Asks for Far {
        fn name(&self) -> String {
            self.0.index().to_owned()
        }

        fn documents(&self) -> usize {
            usize::try_from(self.0.documents()).unwrap_or(usize::MAX)
        }

        fn ask(&self, request: &Request, counted: &Counted<'_>) -> Result<Answered, NoAnswer> {
            let found = self.0.search(request, counted.by, counted.across).map_err(none)?;
            let mut answered = Answered {
                total: found.total(),
                documents: found.documents(),
                ..Answered::default()
            };
            for &facet in counted.by {
                answered.counts.insert(facet, found.counts(facet).map_err(none)?);
            }
            for facets in counted.across {
                answered.crossed.insert(facets.to_vec(), found.crossed(facets));
            }
            found
                .hits::<Error>(&mut |hit| {
                    answered.hits.push(hit);
                    Ok(())
                })
                .map_err(none)?;
            Ok(answered)
        }
    }

    fn none(error: Error) -> NoAnswer {
        match error {
            Error::Index(index::Error::Query(error)) => NoAnswer::Query(error),
            error => NoAnswer::Failed(error.to_string()),
        }
    }
}

#[cfg(not(feature = "ocr"))]
fn draws() -> anyhow::Result<Option<Arc<dyn Draws>>> {
    Ok(None)
}

#[cfg(feature = "ocr")]
fn draws() -> anyhow::Result<Option<Arc<dyn Draws>>> {
    Ok(Some(Arc::new(drawn::Drawn::start()?)))
}

#[cfg(feature = "ocr")]
mod drawn {
    use std::path::PathBuf;

    use crate::cli::picture::apart;
    use crate::pipeline::{
        PICTURE_DPI, Picture as Kept, PictureCache, PictureError, PictureLimits, Pictures,
    };
    use crate::web::{Draws, NoPicture, Picture};

    /// Draws in workers, and keeps what was drawn where the system keeps what can be made anew.
    pub(super) struct Drawn {
        pictures: Pictures,
        cache: Option<PictureCache>,
    }

    impl Drawn {
        pub(super) fn start() -> anyhow::Result<Self> {
            let pictures = Pictures::start(apart()?, PictureLimits::default())?;
            // Without a place to keep them they are drawn each time.
            let cache = PictureCache::open(&folder()).ok();
            Ok(Self { pictures, cache })
        }
    }

    fn folder() -> PathBuf {
        let set = |name: &str| {
            std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
        };
        let home = || set("HOME").map(|home| home.join(".cache"));
        let base = set("XDG_CACHE_HOME").or_else(home).unwrap_or_else(std::env::temp_dir);
        base.join("attsats").join("pictures")
    }

    impl Draws for Drawn {
        fn draw(
            &self,
            id: &str,
            page: u32,
            source: &mut dyn FnMut() -> Result<Vec<u8>, String>,
        ) -> Result<Picture, NoPicture> {
            if let Some(known) =
                self.cache.as_ref().and_then(|cache| cache.get(id, page, PICTURE_DPI))
            {
                return Ok(shown(known));
            }
            let bytes = source().map_err(NoPicture::Undrawn)?;
            let drawn =
                self.pictures.draw(bytes, page, PICTURE_DPI).map_err(|error| match error {
                    PictureError::NoPage => NoPicture::NoPage,
                    PictureError::Busy => NoPicture::Busy,
                    other => NoPicture::Undrawn(other.to_string()),
                })?;
            if let Some(cache) = &self.cache {
                // A full disk keeps nothing; the picture is there all the same.
                let _ = cache.put(id, page, PICTURE_DPI, &drawn);
            }
            Ok(shown(drawn))
        }
    }

    fn shown(drawn: Kept) -> Picture {
        let Kept { png, size } = drawn;
        let points = |pixels: u16| f32::from(pixels) * 72.0 / size.dpi.max(1.0);
        Picture { png, points: (points(size.width), points(size.height)) }
    }
}
