//! What may be typed to read on many machines.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Bounds;
use crate::archive::Share;

/// `read --manifest`: a list of sources → one shard.
#[derive(Debug, Args)]
#[command(mut_arg("memory", |limit| limit.requires("manifest")))]
#[command(mut_arg("cpu", |limit| limit.requires("manifest")))]
#[command(mut_arg("wall", |limit| limit.requires("manifest")))]
pub(in crate::cli) struct Shards {
    /// Read the sources that FILE lists into a shard: paths or addresses (s3://, https://), one a line, or JSON Lines
    #[arg(long, value_name = "FILE", requires = "out", conflicts_with_all = ["files", "pretty", "text", "mask"])]
    pub(in crate::cli) manifest: Option<PathBuf>,
    /// The folder that the shard's folder is put in; a shard that stands there is passed over
    #[arg(long, value_name = "DIR", requires = "manifest")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Read this share of the list: "3/80" is every 80th source, from the third on
    #[arg(long, value_name = "I/N", requires = "manifest")]
    pub(in crate::cli) shard: Option<Share>,
    /// Show no summary of the shard
    #[arg(long, short, requires = "manifest")]
    pub(in crate::cli) quiet: bool,
    #[command(flatten)]
    pub(in crate::cli) bounds: Bounds,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Merge {
    /// Shards, or folders of them
    #[arg(required = true, value_name = "SHARD")]
    pub(in crate::cli) shards: Vec<PathBuf>,
    /// The archive's folder; made when it is not there
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) archive: PathBuf,
    /// Show no summary
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Cluster {
    /// What runs the cluster
    #[arg(value_enum)]
    pub(in crate::cli) engine: Engine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Engine {
    /// A Python script for Ray
    Ray,
    /// A Python script for PySpark
    Spark,
    /// An array job
    Slurm,
    /// An indexed Job of Kubernetes
    K8s,
}
