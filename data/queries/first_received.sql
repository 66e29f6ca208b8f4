-- When did the first real return come in? Grain: one row.
select min(received_at) as first_received_at from submission where not is_sample
