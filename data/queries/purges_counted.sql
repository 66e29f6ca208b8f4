-- How many returns have been purged? Grain: one row.
select count(*) as purges from purge
