-- Do the counts that units below $unit took from other tables agree with the register of $period? Grain: measure, span.
-- `reported`: the sum of what they answered, null where none did, `periods_answered` of the `periods_asked`; `counted`: the register's own. Unit: cases. The table of
-- the inspectorate covers all kinds, the city's system petitions; both cover the People's Committee's register.
with pair(place, measure, counted_as, kinds) as (
    values (1, 'inspectorate_received', 'received', ['KN', 'TC', 'KNPA']),
           (2, 'inspectorate_resolved', 'resolved', ['KN', 'TC', 'KNPA']),
           (3, 'city_system_received', 'received', ['KNPA']),
           (4, 'city_system_resolved', 'resolved', ['KNPA'])
), span(span) as (
    values ('quarter'), ('year')
), answered as (
    select a.measure, s.span, sum(a.quantity)::bigint as reported,
           count(distinct r.period) filter (a.quantity is not null) as periods_answered
    from return_until r
    join below b on b.asked = r.asked and b.code = r.unit
    join span s on s.span = 'year' or r.is_of_period
    join answer a on a.submission = r.id
    where r.asked = $period and r.is_in_year
    group by a.measure, s.span
), own as (
    select p.measure, c.span, sum(c.cases)::bigint as counted
    from pair p
    join register_count c on c.asked = $period and c.register = 'complaints' and c.counted = p.counted_as
        and list_contains(p.kinds, c.kind)
    join below b on b.asked = c.asked and b.code = c.unit
    group by p.measure, c.span
)
select p.measure, m.ms, m.label, s.span, p.kinds, answered.reported, coalesce(own.counted, 0) as counted,
       coalesce(answered.periods_answered, 0) as periods_answered, if(s.span = 'quarter', 1, q.quarter) as periods_asked
from pair p
cross join span s
join asked q on q.asked = $period
join moment t on true
join measures m on m.catalogue = t.catalogue and m.key = p.measure
left join answered on answered.measure = p.measure and answered.span = s.span
left join own on own.measure = p.measure and own.span = s.span
order by s.span, p.place
