-- hazards: one extension of a hazard waits at a time, so that 待办 joins its reason without a second row.
create unique index extension_open on hazards.extension (county, hazard) where verdict is null;
