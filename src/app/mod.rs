//! The state of the reader and how messages change it. No clock, no file, no thread, no ratatui.
