//! A program that goes with the test, however that ends.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// How long something may take to start or to end.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A running program. It is asked to end when this is dropped, and killed if it does not.
pub(crate) struct Process {
    child: Child,
    /// What asks it to end.
    end: Signal,
}

impl Process {
    pub(crate) fn start(command: &mut Command, end: Signal) -> Result<Self, String> {
        let name = format!("{command:?}");
        let child = command.spawn().map_err(|error| format!("{name}: {error}"))?;
        Ok(Self { child, end })
    }

    /// Waits until it is ready. Fails where it ends, or takes too long.
    pub(crate) fn wait(&mut self, ready: impl Fn() -> bool) -> Result<(), String> {
        let until = Instant::now() + PATIENCE;
        while !ready() {
            if let Some(status) = self.child.try_wait().map_err(|error| error.to_string())? {
                return Err(format!("it ended at once ({status})"));
            }
            if Instant::now() > until {
                return Err(format!("it was not ready after {PATIENCE:?}"));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _gone = kill_process(Pid::from_child(&self.child), self.end);
        let until = Instant::now() + Duration::from_secs(10);
        while Instant::now() < until {
            if matches!(self.child.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// A port that nobody listens at.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}
