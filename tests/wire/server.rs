//! The hostile server of the shared folder, started for one test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Deserialize;
use serde_json::Value;

use crate::shared;

const FILE: &str = "hostile_server.py";

/// One way to misbehave.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Endpoint {
    pub(crate) path: String,
    pub(crate) family: String,
    /// `items`, `error`, ..: what a good reader makes of it.
    pub(crate) outcome: String,
    pub(crate) limits: Bounds,
}

/// What it may cost.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Bounds {
    pub(crate) wall_s: f64,
    pub(crate) rss_mb: u64,
    pub(crate) read_mb: u64,
}

/// All endpoints; `None`, visibly, without the shared folder.
pub(crate) fn endpoints() -> Option<Vec<Endpoint>> {
    let output = python(&["--list"])?.output().expect("python3 starts");
    Some(serde_json::from_slice(&output.stdout).expect("a list of endpoints"))
}

/// What the server prints about addresses: those to refuse and those to allow.
pub(crate) fn addresses() -> Option<Value> {
    let output = python(&["--addresses"])?.output().expect("python3 starts");
    Some(serde_json::from_slice(&output.stdout).expect("lists of addresses"))
}

fn python(arguments: &[&str]) -> Option<Command> {
    let mut command = Command::new("python3");
    command.arg(shared::file(FILE)?).args(arguments);
    Some(command)
}

/// A running server; it is killed when this is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
    /// The port of a service that nothing outside may lead to.
    pub(crate) canary: u16,
    certificate: Option<String>,
    baseline: AtomicU64,
}

impl Server {
    pub(crate) fn start(options: &[&str]) -> Option<Self> {
        let mut command = python(&["--lifetime", "900"])?;
        command.args(options).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("python3 starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("a pipe");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let info: Value = serde_json::from_str(&line).expect("what the server says of itself");
        let port = |name: &str| {
            let address = info[name].as_str().expect("an address");
            address.rsplit(':').next().expect("a port").parse().expect("a number")
        };
        let (port, canary) = (port("base"), port("canary"));
        let certificate = info["cert"].as_str().map(str::to_owned);
        Some(Self { child, port, canary, certificate, baseline: AtomicU64::new(0) })
    }

    /// What the server proves itself with, where it speaks over an encrypted line.
    pub(crate) fn certificate(&self) -> Vec<u8> {
        let path = self.certificate.as_ref().expect("an encrypted server");
        std::fs::read(path).expect("a certificate")
    }

    /// Requests that reached the private service since the last call of [`Server::forgive`].
    pub(crate) fn canary_hits(&self) -> u64 {
        let hits = self.canary_log().as_array().map_or(0, Vec::len) as u64;
        hits - self.baseline.load(Ordering::Relaxed)
    }

    /// Lets pass what has reached the private service up to now.
    pub(crate) fn forgive(&self) {
        let hits = self.canary_log().as_array().map_or(0, Vec::len) as u64;
        self.baseline.store(hits, Ordering::Relaxed);
    }

    /// Every request that reached the private service.
    pub(crate) fn canary_log(&self) -> Value {
        self.control("/__canary")
    }

    /// Every request to the server itself.
    pub(crate) fn log(&self) -> Value {
        self.control("/__log")
    }

    fn control(&self, path: &str) -> Value {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).expect("the server");
        write!(socket, "GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").expect("a question");
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).expect("an answer");
        let start = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        serde_json::from_slice(&answer[start..]).expect("what the server noted")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
