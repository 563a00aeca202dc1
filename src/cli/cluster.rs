//! `attsats cluster`: what runs `read --manifest` on many machines, to be copied and changed.

use std::io::Write;

use super::End;
use super::args::{Cluster, Engine};

pub(super) fn run(args: &Cluster, out: &mut dyn Write) -> anyhow::Result<End> {
    let job = match args.engine {
        Engine::Ray => include_str!("../cluster/ray.py"),
        Engine::Spark => include_str!("../cluster/spark.py"),
        Engine::Slurm => include_str!("../cluster/slurm.sh"),
        Engine::K8s => include_str!("../cluster/k8s.yaml"),
    };
    out.write_all(job.as_bytes())?;
    Ok(End::Done)
}
