-- How has each unit below $unit reported, over $periods as known at $as_of? Grain: asked, unit in force that reports.
-- first_received_at, received_at: null unless a return stands; `refusals`: files sent for the period and refused.
-- `asked_measures`: the measures its kind reports; `answered`: those that its current return gives a figure, a date or a
-- text for, or says did not arise; 0 without a return, and never more than asked.
with reporter as (
    select unnest(string_split(m.reporter, '|')) as kind, m.key as measure from measures m join moment using (catalogue)
), asked_of as (
    select kind, count(distinct measure) as measures from reporter group by kind
), first_receipt as (
    select s.unit, s.period, min(s.received_at) as first_received_at
    from submission s join moment m on s.received_at <= m.as_of
    group by s.unit, s.period
), refused as (
    select f.unit, f.period, count(distinct f.id) as refusals
    from refusal f join moment m on f.refused_at <= m.as_of
    group by f.unit, f.period
), given as (
    select r.unit, r.period, count(distinct a.measure) as answered
    from current_return r
    join answer a on a.submission = r.id and a.state <> 'blank'
    join unit_at u on u.asked = r.period and u.code = r.unit
    join reporter on reporter.kind = u.kind and reporter.measure = a.measure
    group by r.unit, r.period
)
select b.asked as period, a.due_on, m.today, b.code as unit, b.shown_as as name, b.branch, o.measures as asked_measures,
       f.first_received_at, r.received_at, coalesce(refused.refusals, 0) as refusals, coalesce(g.answered, 0) as answered
from below b
join asked a using (asked)
cross join moment m
join asked_of o on o.kind = b.kind
left join current_return r on r.unit = b.code and r.period = b.asked
left join first_receipt f on f.unit = b.code and f.period = b.asked
left join refused on refused.unit = b.code and refused.period = b.asked
left join given g on g.unit = b.code and g.period = b.asked
where b.is_in_force
order by b.place, a.ends_on
