//! What the fake server is asked, as it comes over the line.

use std::io::BufRead;

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// The address as it was sent, with its query.
    pub(crate) target: String,
    pub(crate) path: String,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) authorization: String,
}

impl Asked {
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.fields.iter().filter(|(known, _)| known == name).map(|(_, v)| v.as_str()).collect()
    }

    pub(crate) fn field(&self, name: &str) -> &str {
        self.all(name).last().copied().unwrap_or_default()
    }
}

/// Reads one request, and its body.
pub(super) fn request(reader: &mut impl BufRead) -> Option<(Asked, String)> {
    let mut first = String::new();
    reader.read_line(&mut first).ok().filter(|read| *read > 0)?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut length, mut authorization) = (0, String::new());
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or(0),
            "authorization" | "x-auth-token" => value.trim().clone_into(&mut authorization),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let body = String::from_utf8_lossy(&body).into_owned();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let form = if body.starts_with('{') { "" } else { body.as_str() };
    let fields = query.split('&').chain(form.split('&')).filter_map(|field| {
        let (name, value) = field.split_once('=')?;
        Some((name.to_owned(), decoded(value)))
    });
    let (path, fields) = (path.to_owned(), fields.collect());
    Some((Asked { method, target, path, fields, authorization }, body))
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&hex, 16).unwrap_or(b'?'));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
