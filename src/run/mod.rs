//! The event loop, the threads and the terminal.
