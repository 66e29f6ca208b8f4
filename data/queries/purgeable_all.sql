-- Which returns stand, which number has each among its unit's for the period, and are its bytes and free text gone? Made-up ones
-- are left out. Grain: submission, the newest first.
select id, unit, period, row_number() over (partition by unit, period order by received_at) as version, received_at,
       id in (select submission from purge) as is_purged
from submission
where not is_sample
order by received_at desc
