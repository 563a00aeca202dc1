//! *Organ*: the bodies that decide.
