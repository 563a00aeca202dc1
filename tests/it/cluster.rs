//! Several processes that read one list, one of them killed: nothing is missing, nothing stands there twice.
//!
//! With Ray where Python has it, and says so where it does not; `ATTSATS_RAY=1` demands it. Without, always.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::env::Env;
use crate::shards::{list, same};

/// Enough for papers, too little for the poison.
const MEMORY: &str = "256";

/// Papers, some of them the same, and one that fills the memory of whatever reads it.
fn papers(env: &Env, count: usize) {
    env.papers("in", count);
    env.write("in/giftig.txt", "Stycke om verksamheten, § 12 beslut.\n".repeat(1_000_000));
    for name in ["in/samma.txt", "in/z/papper_0003.txt"] {
        env.write(name, crate::env::paper(3));
    }
    for path in crate::papers::corpus().iter().step_by(4) {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        env.write(format!("in/korpus/{name}"), std::fs::read(path).expect("it is there"));
    }
}

/// Reads all on one machine, and holds the merged shards against it.
fn judge(env: &Env, n_files: usize) {
    let ran = env.expect(0, &["merge", "shards", "--archive", "many"]);
    assert!(ran.err.contains("refused shards    0"), "{ran:?}");
    env.expect(1, &["ingest", "-q", "in", "--archive", "one", "--memory", MEMORY]);
    same(env, "one", "many");
    let ledger = crate::shards::ledger(env, "many");
    assert_eq!(ledger.len(), n_files);
    let failed: Vec<_> = ledger.iter().filter(|line| line["status"] == "failed").collect();
    assert_eq!(failed.len(), 1, "{failed:?}");
    assert_eq!(failed[0]["path"], "in/giftig.txt");
    assert!(failed[0]["limit"] == format!("memory {MEMORY} MB"), "{failed:?}");
    let left = std::fs::read_dir(env.path("shards")).expect("there").flatten();
    let left: Vec<_> = left.map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
}

/// The processes below `parent`, those that it started and those that these started.
fn below(parent: u32) -> Vec<u32> {
    let Ok(tasks) = std::fs::read_dir(format!("/proc/{parent}/task")) else {
        return Vec::new();
    };
    let children =
        tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("children")).ok());
    let children: Vec<u32> = children
        .flat_map(|ids| ids.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect();
    let all = children.iter().flat_map(|&child| [vec![child], below(child)].concat());
    all.collect()
}

fn command_line(id: u32) -> String {
    let bytes = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&bytes).replace('\0', " ")
}

/// Ends a process, and all below it, at once.
fn kill_all(id: u32) {
    let ids: Vec<String> = [vec![id], below(id)].concat().iter().map(|id| id.to_string()).collect();
    let killed = Command::new("kill").arg("-9").args(&ids).stderr(Stdio::null()).status();
    assert!(killed.is_ok(), "there is a kill");
}

fn n_shards(env: &Env) -> usize {
    let entries = std::fs::read_dir(env.path("shards")).into_iter().flatten().flatten();
    entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')).count()
}

/// Waits until `is_so`, while `child` runs.
#[track_caller]
fn wait_until(child: &mut Child, what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        let is_over = child.try_wait().expect("it is ours").is_some();
        assert!(!is_over, "it ended before {what}");
        assert!(begun.elapsed() < Duration::from_secs(120), "{what} takes too long");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn two_processes_one_killed() {
    let env = Env::new();
    papers(&env, 200);
    let n_files = list(&env, "list", "in");
    let spawn = |shard: &str| {
        let args = ["read", "-q", "--manifest", "list", "--out", "shards", "--shard", shard];
        let more = ["--threads", "1", "--memory", MEMORY];
        env.command(args).args(more).spawn().expect("the program was built")
    };
    let (mut one, mut other) = (spawn("1/2"), spawn("2/2"));
    let id = other.id();
    wait_until(&mut other, "its worker reads", || {
        below(id).iter().any(|&id| command_line(id).contains(" worker "))
    });
    kill_all(other.id());
    assert!(!other.wait().expect("it ends").success());
    let mut again = spawn("2/2");
    let codes = [one.wait(), again.wait()].map(|status| status.expect("it ends").code());
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 1))), "{codes:?}");
    assert!(codes.contains(&Some(1)), "the poison is in one of them: {codes:?}");
    judge(&env, n_files);
}

#[test]
#[cfg(target_os = "linux")]
fn ray_loses_a_worker_and_nothing_else() {
    const SHARDS: usize = 12;
    let import = Command::new("python3").args(["-c", "import ray"]).output();
    if !import.is_ok_and(|output| output.status.success()) {
        assert!(std::env::var_os("ATTSATS_RAY").is_none(), "Ray is demanded");
        eprintln!("passed over: there is no Python with Ray");
        return;
    }
    let env = Env::new();
    papers(&env, 300);
    let n_files = list(&env, "list", "in");
    env.write("job.py", env.expect(0, &["cluster", "ray"]).out);
    let (listing, shards) = (env.path("list"), env.path("shards"));
    let mut command = Command::new("python3");
    command.arg("job.py").arg("--listing").arg(listing).arg("--out").arg(shards);
    command.args(["--shards", &SHARDS.to_string(), "--memory", MEMORY]);
    command.args(["--attsats", env!("CARGO_BIN_EXE_attsats"), "--cpus", "2"]);
    // Ray starts its workers elsewhere.
    command.current_dir(env.path("")).env("RAY_TMPDIR", env.path("ray"));
    let log = std::fs::File::create(env.path("log")).expect("room");
    let mut job = command.stdout(Stdio::null()).stderr(log).spawn().expect("it was there");
    let reading = |job: u32| {
        let mut workers =
            below(job).into_iter().filter(|&id| command_line(id).starts_with("ray::"));
        workers.find(|&id| below(id).iter().any(|&id| command_line(id).contains(" --shard ")))
    };
    let (id, mut victim) = (job.id(), None);
    wait_until(&mut job, "two shards stand and a third is read", || {
        victim = reading(id).filter(|_| n_shards(&env) >= 2);
        victim.is_some()
    });
    let n_before = n_shards(&env);
    kill_all(victim.expect("there is one"));
    assert!(n_before < SHARDS, "it was in the middle");
    let status = job.wait().expect("it ends");
    let told = std::fs::read_to_string(env.path("log")).expect("it was written");
    assert!(status.success(), "{told}");
    assert!(told.contains(&format!("[{SHARDS}/{SHARDS}, ")), "{told}");
    judge(&env, n_files);
}

#[test]
fn every_job_is_printed_as_it_stands() {
    let env = Env::new();
    for (engine, name) in
        [("ray", "ray.py"), ("spark", "spark.py"), ("slurm", "slurm.sh"), ("k8s", "k8s.yaml")]
    {
        let kept = crate::papers::root().join("src/cluster").join(name);
        let kept = std::fs::read_to_string(kept).expect("it is there");
        assert_eq!(env.expect(0, &["cluster", engine]).out, kept);
        assert!(kept.contains("read --manifest") || kept.contains("\"--manifest\""), "{engine}");
        env.write(name, &kept);
    }
    let check = |program: &str, args: &[&str]| {
        let ran = Command::new(program).args(args).current_dir(env.path("")).output();
        if let Ok(output) = ran {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    };
    check("bash", &["-n", "slurm.sh"]);
    check("python3", &["-m", "py_compile", "ray.py", "spark.py"]);
}

#[test]
#[cfg(unix)]
fn the_array_job_reads_its_share() {
    let env = Env::new();
    env.papers("in", 9);
    list(&env, "list", "in");
    env.write("job.sh", env.expect(0, &["cluster", "slurm"]).out);
    for nth in ["1", "2", "3"] {
        let mut job = Command::new("bash");
        job.arg("job.sh").current_dir(env.path("")).stderr(Stdio::null());
        job.env("ATTSATS", env!("CARGO_BIN_EXE_attsats")).env("LISTING", "list");
        job.env("OUT", "shards").env("SHARDS", "3").env("SLURM_ARRAY_TASK_ID", nth);
        assert!(job.status().expect("there is a bash").success(), "{nth}");
    }
    let ran = env.expect(0, &["merge", "shards", "--archive", "archive"]);
    assert!(ran.err.contains("merged 3 shards") && ran.err.contains("9 documents"), "{ran:?}");
}
