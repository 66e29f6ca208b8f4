-- Whose return is $submission, which number has it, is it made up, and are its bytes and free text gone? Grain: at most one row.
with numbered as (
    select *, row_number() over (partition by unit, period order by received_at) as version from submission
)
select id as submission, unit, period, version, received_at, file_name, sha256, is_sample,
       id in (select submission from purge) as is_purged
from numbered
where id = $submission
