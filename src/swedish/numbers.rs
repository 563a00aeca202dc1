//! "1 234,5 tkr", "−12 %", "mnkr" → numbers.
