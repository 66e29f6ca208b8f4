-- When was the last return received? Grain: one row.
select max(received_at) as last_received_at from submission
