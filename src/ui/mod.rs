//! Draws the state. Knows it, and cannot change it.
