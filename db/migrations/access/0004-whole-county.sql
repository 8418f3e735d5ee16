-- access: no policy has a condition without a column (kernel/0005).
alter policy attempt_county on access.attempt using (county = kernel.whole_county());
alter policy invitation_county on access.invitation using (county = kernel.whole_county());
