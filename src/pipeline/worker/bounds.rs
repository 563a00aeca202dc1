//! What the system holds a worker to.
//!
//! Memory, time of the processor, no core file, no rights gained, no network; it dies with the process it serves.
//! The numbers' source is the usage of large extractors; see [`WorkerLimits`].

use std::io::Result;

use super::WorkerLimits;

#[cfg(target_os = "linux")]
pub(super) fn set(limits: &WorkerLimits) -> Result<()> {
    use rustix::process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit};
    let bound = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Core, bound(0))?;
    setrlimit(Resource::As, bound(limits.memory_bytes))?;
    set_parent_process_death_signal(Some(Signal::KILL))?;
    rustix::thread::set_no_new_privs(true)?;
    without_network();
    Ok(())
}

/// Systems that cannot forbid connections are let be: nothing here makes one.
#[cfg(target_os = "linux")]
fn without_network() {
    use landlock::{AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr};
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessNet::BindTcp | AccessNet::ConnectTcp);
    let _ = rules.and_then(|rules| rules.create()?.restrict_self());
}

/// Allows so many seconds of the processor from now on.
#[cfg(target_os = "linux")]
pub(super) fn allow_cpu(seconds: u64) -> Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec.unsigned_abs();
    setrlimit(Resource::Cpu, Rlimit { current: Some(used + seconds + 1), maximum: None })?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(super) fn set(_: &WorkerLimits) -> Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(super) fn allow_cpu(_: u64) -> Result<()> {
    Ok(())
}
