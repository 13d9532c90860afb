//! Whole tasks, blocking, used by the workers of the screen and by the command line alike.
