-- How many returns stand in the database, and when was the last received? Grain: one row.
select count(*) as submissions, max(received_at) as last_received_at from submission
