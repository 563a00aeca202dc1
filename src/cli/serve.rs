//! `attsats serve`: an archive as a site for a browser.

use std::io::Write;

use super::End;
use super::args::Serve;
use crate::web::{Settings, serve};

pub(super) fn run(args: Serve, out: &mut dyn Write) -> anyhow::Result<End> {
    let is_open = !args.address.ip().is_loopback();
    let mask = match (args.mask, args.unmasked) {
        (true, _) => true,
        (false, unmasked) => is_open && !unmasked,
    };
    let settings = Settings {
        archive: args.archive,
        address: args.address,
        hosts: args.host,
        mask,
        name: args.name,
        contact: args.contact,
        rate: args.rate,
    };
    let mut told = Ok(());
    serve(settings, |address| {
        told = writeln!(out, "http://{address}/").and_then(|()| out.flush());
    })?;
    told?;
    Ok(End::Done)
}
