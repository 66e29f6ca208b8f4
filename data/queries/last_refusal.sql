-- For what was the last file of $unit for $period refused, other than the file of the hash $digest? Grain: problem.
-- Nothing once another file has been accepted after it.
with last as (
    select id, refused_at from refusal
    where unit = $unit and period = $period and sha256 <> $digest
    order by refused_at desc, id desc
    limit 1
)
select r.code, r.sheet, r.cell
from refusal r
join last using (id)
where not exists (
    select 1 from submission s
    where s.unit = $unit and s.period = $period and s.sha256 <> $digest and s.received_at > last.refused_at
)
