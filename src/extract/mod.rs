//! Bytes in, an article out: plain text, Markdown, HTML and article JSON.
