-- Which seals still hold the text of the return $submission: made of it, and before it was purged at $purged_at?
-- Grain: seal, in the order in which they were made. A snapshot names the courses of the year up to its period.
with recursive sent as (
    select r.unit, r.received_at, p.catalogue, p.year, p.ends_on
    from submission r join periods p on p.code = r.period
    where r.id = $submission
),

above as (
    select catalogue, unit as code from sent
    union
    select u.catalogue, u.parent as code
    from above a join units u on u.catalogue = a.catalogue and u.code = a.code
    where u.parent is not null
)

select s.code, s.sealed_at
from seal s
join sent on sent.catalogue = s.catalogue
join periods q on q.catalogue = s.catalogue and q.code = s.period
where
    sent.received_at <= s.as_of and s.sealed_at < $purged_at and q.year = sent.year and q.ends_on >= sent.ends_on
    and exists (select 1 from above a where a.catalogue = s.catalogue and a.code = s.unit)
order by s.sealed_at
