-- Which units below $unit are to report for each of $periods, what has come in from them, and until when was it due?
-- Grain: asked, unit. First and current receipt, the last refusal; a unit out of force is to report nothing. Reporting
-- units are those whose kind reports any measure; `parent_name` is whom they report to; `child`,
-- `branch`, name: as in steps/below.sql (`shown_as`), own_name: the unit's alone.
with reporter as (
    select distinct unnest(string_split(reporter, '|')) as kind from measures join moment using (catalogue)
), first_receipt as (
    select s.unit, s.period, min(s.received_at) as first_received_at
    from submission s join moment m on s.received_at <= m.as_of
    group by s.unit, s.period
), refused as (
    select f.unit, f.period, max(f.refused_at) as refused_at
    from refusal f join moment m on f.refused_at <= m.as_of
    group by f.unit, f.period
)
select b.asked as period, a.label, a.starts_on, a.ends_on, a.due_on, m.today,
       b.code as unit, b.shown_as as name, b.name as own_name, b.child, b.branch, b.kind, p.name as parent_name, b.is_in_force,
       f.first_received_at, r.received_at, refused.refused_at
from below b
join asked a using (asked)
join reporter using (kind)
cross join moment m
left join unit_at p on p.asked = b.asked and p.code = b.parent
left join current_return r on r.unit = b.code and r.period = b.asked
left join first_receipt f on f.unit = b.code and f.period = b.asked
left join refused on refused.unit = b.code and refused.period = b.asked
order by b.place, a.ends_on
