//! What importing takes: time, memory over time, room on the disk.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::{attsats, say};

const STEP: Duration = Duration::from_millis(500);

pub(crate) fn tell(folder: &Path, archive: &Path) {
    let n_text = size(folder);
    for round in ["first", "second"] {
        let begun = Instant::now();
        let mut command = attsats();
        command.arg("ingest").arg(folder).arg("--archive").arg(archive).arg("-q");
        let mut child = command.stderr(Stdio::inherit()).spawn().expect("it was built");
        let mut resident = Vec::new();
        while child.try_wait().expect("it is ours").is_none() {
            resident.extend(megabytes(child.id()));
            std::thread::sleep(STEP);
        }
        let seconds = begun.elapsed().as_secs_f64();
        say(&format!("{round} run: {seconds:.1} s\n"));
        let tenths: Vec<String> = (0..10)
            .map(|tenth| resident.len() * tenth / 10..resident.len() * (tenth + 1) / 10)
            .map(|part| resident[part].iter().copied().fold(0.0, f64::max))
            .map(|most| format!("{most:.0}"))
            .collect();
        say(&format!(
            "  most memory of the parent in each tenth of it, MB: {}\n",
            tenths.join(" ")
        ));
    }
    let n_archive = size(archive);
    say(&format!(
        "text {:.0} MB, archive {:.0} MB ({:.2} of the text), of it the index {:.0} MB\n",
        n_text / 1e6,
        n_archive / 1e6,
        n_archive / n_text,
        size(&archive.join("index")) / 1e6
    ));
}

/// What a process holds in memory, files mapped into it aside; nothing where there is no `/proc`.
fn megabytes(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}

/// Bytes of all files below `path`.
fn size(path: &Path) -> f64 {
    let Ok(entries) = std::fs::read_dir(path) else {
        return path.metadata().map_or(0.0, |data| data.len() as f64);
    };
    entries.filter_map(|entry| Some(size(&entry.ok()?.path()))).sum()
}
