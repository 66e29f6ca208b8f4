-- How many acts have been kept? Moves with every commit. Grain: one row.
select count(*) as data_version from audit
