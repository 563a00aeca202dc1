//! The worker's side: paths in, records out, under limits.

use std::io::{Read, Result, Write};

#[cfg(feature = "ocr")]
use super::draw;
use super::wire::{Tag, bytes_of_held, confused, place_of, receive, send};
use super::{WorkerLimits, bounds};
use crate::pipeline::Limits;
use crate::pipeline::file::{self, Given, Opened, Opener, Refused};

/// Reads files and draws pages as they are asked for, until there is nothing more to read from `input`.
///
/// Pages that are pictures are read when the rest has shown that there are some, and have time of their own.
///
/// # Errors
///
/// When the limits cannot be set, or the other side is gone.
pub fn serve(
    input: &mut impl Read,
    output: &mut impl Write,
    limits: &WorkerLimits,
    document: &Limits,
) -> Result<()> {
    let quick = Limits { pictures: 0, ..document.clone() };
    let mut opener = Opener::default();
    bounds::set(limits)?;
    while let Some((tag, bytes)) = receive(input)? {
        bounds::allow_cpu(limits.cpu_seconds)?;
        #[cfg(feature = "ocr")]
        if tag == Tag::Draw {
            draw::answer(output, &bytes, limits, document)?;
            continue;
        }
        if tag != Tag::Place {
            return Err(confused());
        }
        let place = place_of(&bytes)?;
        let opened = match opener.open(&place) {
            Ok(Opened::File(opened)) => opened,
            Ok(Opened::Zip(places)) => {
                send(output, Tag::Holds, &bytes_of_held(&places))?;
                continue;
            }
            Err(refused) => {
                refuse(output, &refused)?;
                continue;
            }
        };
        let mut told = (opened.bytes.len() as u64).to_le_bytes().to_vec();
        told.extend(opened.sha256.as_bytes());
        let sha256 = opened.sha256.clone();
        send(output, Tag::Opened, &told)?;
        match receive(input)? {
            Some((Tag::Go, _)) => {}
            Some((Tag::Leave, _)) => continue,
            Some(_) => return Err(confused()),
            None => return Ok(()),
        }
        let mut read = file::read(&place, opened, &quick);
        if document.pictures > 0 && read.as_ref().is_ok_and(awaits_ocr) {
            send(output, Tag::Pictures, &[])?;
            bounds::allow_cpu(limits.cpu_seconds + document.pictures_time.as_secs())?;
            read = opener.open(&place).and_then(|again| match again {
                Opened::File(again) if again.sha256 == sha256 => {
                    file::read(&place, again, document)
                }
                _ => Err(Refused::Failed("the file changed while it was read".to_owned())),
            });
        }
        match read {
            Ok(Given::Read(record, text)) => {
                send(output, Tag::Record, &serde_json::to_vec(&*record)?)?;
                send(output, Tag::Text, &serde_json::to_vec(&text)?)?;
            }
            Ok(Given::Known | Given::Holds(_)) => return Err(confused()),
            Err(refused) => refuse(output, &refused)?,
        }
    }
    Ok(())
}

fn awaits_ocr(given: &Given) -> bool {
    let scans = match given {
        Given::Read(record, _) => record.source.scans.as_slice(),
        _ => &[],
    };
    scans.iter().any(|page| page.awaits_ocr)
}

fn refuse(output: &mut impl Write, refused: &Refused) -> Result<()> {
    match refused {
        Refused::Failed(reason) | Refused::Stopped { reason, .. } => {
            send(output, Tag::Failed, reason.as_bytes())
        }
        Refused::Skipped(reason) => send(output, Tag::Skipped, reason.as_bytes()),
    }
}
