//! Notices that another program has written to the store, without ever asking.
//!
//! The system tells of writes to the folder (inotify); one thread sleeps until it does, lets a burst pass, and has the
//! writer see whether somebody else has written. Where the system cannot tell, as on some network disks, the list is as
//! old as the last key that read it.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rustix::fs::inotify;

use super::keeper::Asking;
use super::workers::spawn;

/// A burst of writes is one: so long is waited after the first of them.
const BURST: Duration = Duration::from_millis(600);

/// Starts the thread. Nothing happens where the folder cannot be watched: that is said in the log.
pub(super) fn start(folder: &Path, asking: Asking) {
    match watch(folder) {
        Ok(watched) => spawn("arrivals", move || listen(&watched, &asking)),
        Err(cause) => log::info!("{} is not watched for changes: {cause}", folder.display()),
    }
}

fn watch(folder: &Path) -> io::Result<OwnedFd> {
    let watched = inotify::init(inotify::CreateFlags::CLOEXEC)?;
    let writes = inotify::WatchFlags::MODIFY | inotify::WatchFlags::MOVED_TO;
    inotify::add_watch(&watched, folder, writes)?;
    Ok(watched)
}

/// Sleeps until something is written; ends when nobody listens.
fn listen(watched: &OwnedFd, asking: &Asking) {
    let mut buffer = [MaybeUninit::uninit(); 4096];
    loop {
        if let Err(cause) = rustix::io::read(watched, &mut buffer) {
            if cause == rustix::io::Errno::INTR {
                continue;
            }
            log::warn!("changes by other programs are no longer noticed: {cause}");
            return;
        }
        thread::sleep(BURST);
        if !asking.look_round() {
            return;
        }
    }
}
