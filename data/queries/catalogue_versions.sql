-- Every catalogue version, the latest first. Grain: recording. is_page: made on the page, not from the files.
select digest, recorded_at, recorded_by, files is not null as is_page, why from catalogue_version order by recorded_at desc
