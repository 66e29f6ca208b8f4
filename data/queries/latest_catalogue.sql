-- Which catalogue version was recorded last? Grain: at most one row. files, why: null where it is the files' own.
select digest, recorded_at, files, why from catalogue_version order by recorded_at desc limit 1
