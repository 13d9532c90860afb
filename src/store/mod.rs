//! The library on disk: articles, marks and places in one SQLite file.
