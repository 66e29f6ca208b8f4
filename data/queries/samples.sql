-- How many made-up returns stand in the database? Grain: one row.
select count(*) as samples from submission where is_sample
