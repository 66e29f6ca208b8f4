-- Which catalogue version was recorded last? Grain: at most one row.
select digest, recorded_at from catalogue_version order by recorded_at desc limit 1
