-- What came in from $unit and below after $since and up to $as_of, and what was taken back then? Grain: submission, event.
-- was_reported: the unit had a return for that period in force at $since. `version` counts the unit's returns of the period.
with numbered as (
    select *, row_number() over (partition by unit, period order by received_at) as version
    from submission where received_at <= $as_of
), known as (
    select unit, period from numbered
    where received_at <= $since and id not in (select submission from withdrawal where withdrawn_at <= $since)
    group by all
), event as (
    select id, 'received' as event, received_at as happened_at, null as reason from numbered where received_at > $since
    union all
    select submission, 'withdrawn', withdrawn_at, reason
    from withdrawal where withdrawn_at > $since and withdrawn_at <= $as_of
)
select e.id as submission, e.event, e.happened_at, e.reason, n.unit, b.name, n.period, n.version, n.file_name,
       k.unit is not null as was_reported
from event e
join numbered n on n.id = e.id
join (select distinct code, shown_as as name from below where asked = $period) b on b.code = n.unit
left join known k on k.unit = n.unit and k.period = n.period
order by e.happened_at, n.unit, n.period
