//! What may be typed behind `attsats serve`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct Serve {
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    #[cfg_attr(feature = "store", arg(required_unless_present = "remote"))]
    #[cfg_attr(not(feature = "store"), arg(required = true))]
    pub(in crate::cli) archive: Option<PathBuf>,
    #[cfg(feature = "store")]
    #[command(flatten)]
    pub(in crate::cli) from: super::search::Elsewhere,
    /// Where to listen; port 0 takes any that is free, and the address is printed
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:8620")]
    pub(in crate::cli) address: SocketAddr,
    /// A name of a host that is answered to, beside the loopback's and the address listened at; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) host: Vec<String>,
    /// Hide personal data: as a matter of course where others than this machine can ask
    #[arg(long)]
    pub(in crate::cli) mask: bool,
    /// Hide no personal data, also where others can ask
    #[arg(long, conflicts_with = "mask")]
    pub(in crate::cli) unmasked: bool,
    /// What the archive is called on the pages; its folder's name when it is not said
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    /// Where readers can tell what is wrong or not accessible: a mail address or the address of a page
    #[arg(long, value_name = "WHERE")]
    pub(in crate::cli) contact: Option<String>,
    /// Requests to the interface for programs that one address may make each minute
    #[arg(long, value_name = "N", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..))]
    pub(in crate::cli) rate: u32,
}
