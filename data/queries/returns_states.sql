-- Which units below $unit report for $period, and in what state is the return of each? Grain: unit.
-- First and current receipt, the last refusal, versions. name, branch: as in steps/below.sql (`shown_as`). Reporting units are those whose kind reports any measure.
with reporter as (
    select distinct unnest(string_split(reporter, '|')) as kind from measures join moment using (catalogue)
), first_receipt as (
    select s.unit, min(s.received_at) as first_received_at
    from submission s join moment m on s.period = $period and s.received_at <= m.as_of
    group by s.unit
), refused as (
    select f.unit, max(f.refused_at) as refused_at
    from refusal f join moment m on f.period = $period and f.refused_at <= m.as_of
    group by f.unit
)
select b.code as unit, b.shown_as as name, b.branch, b.kind, f.first_received_at, r.received_at, r.version, r.id as submission, refused.refused_at
from below b
join reporter using (kind)
left join current_return r on r.unit = b.code and r.period = b.asked
left join first_receipt f on f.unit = b.code
left join refused on refused.unit = b.code
where b.asked = $period and b.is_in_force
order by b.place
