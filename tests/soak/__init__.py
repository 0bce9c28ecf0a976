"""An hour of events in minutes, with faults: what people were told stands at the end, and memory stays flat (`make soak`)."""
