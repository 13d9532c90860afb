//! The reader's own settings, keys and themes: files in, plain values and problems out.
