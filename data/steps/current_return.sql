-- The current return of each unit and period: the latest received by the moment and not withdrawn by then.
-- Grain: unit, period. `version` counts the accepted returns of the unit and period up to it.
select id, unit, period, received_at, received_by, file_name, content_hash, is_sample, version
from (
    select s.*, row_number() over (partition by s.unit, s.period order by s.received_at) as version
    from submission s
    where s.received_at <= $as_of
)
where id not in (select submission from withdrawal where withdrawn_at <= $as_of)
qualify row_number() over (partition by unit, period order by received_at desc) = 1
