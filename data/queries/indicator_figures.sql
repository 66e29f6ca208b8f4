-- What does every unit below $unit contribute to every indicator in force, for $period as known at $as_of?
-- Grain: indicator, unit (leaf). In scope: the indicator's kinds of unit, in force on the period's last day; a unit that
-- ended without being merged stays with is_in_scope = false, for its flows and cases. Figures null where unknown.
-- is_received: return for the period; is_known: a return of any period so far; is_answered: its numerator is not blank.
with p as (
    select * from periods where catalogue = catalogue_at($as_of) and code = $period
), unit as (
    select u.code, u.kind, u.child, u.is_in_force, u.valid_to <= p.ends_on as has_ended,
           coalesce(bool_or(r.is_of_period) filter (r.unit = u.code), false) as is_received, count(r.id) > 0 as is_known
    from p cross join units_below($unit, last_day_of($period, $as_of), $as_of) u
    join lineage(last_day_of($period, $as_of), $as_of) l on l.unit = u.code
    left join returns_until($period, $as_of) r on r.unit = l.source
    group by all
), indicator as (
    select i.*, string_split(i.numerator, '|') as parts
    from indicators i, p
    where i.catalogue = catalogue_at($as_of) and i.valid_from <= p.ends_on and (i.valid_to is null or p.ends_on < i.valid_to)
), asked as (
    select i.place, i.code, i.method, i.parts, i.numerator, i.denominator, u.* rename (code as unit)
    from indicator i join unit u on list_contains(string_split(i.scope, '|'), u.kind)
    where u.is_in_force or u.has_ended
), figure as (
    select unit, measure, quantity, is_true, happened_on, is_answered_now from figures($period, $as_of)
    union all
    select unit, 'training:' || cohort || ':' || topic, people, null, null, true from first_time($period, $as_of)
    union all
    select unit, operand, quantity, null, null, true from register_counts($period, $cut_off, $as_of)
), found as (
    select a.*, bool_or(n.is_answered_now) as is_answered, max(n.quantity) as part, max(d.quantity) as whole,
           max(n.is_true::bigint) as has_flag,
           max((n.happened_on <= p.ends_on)::bigint) as has_date,
           max((n.happened_on between p.year_starts_on and p.ends_on)::bigint) as has_date_in_year
    from asked a cross join p
    left join figure n on n.unit = a.unit and list_contains(a.parts, n.measure)
    left join figure d on d.unit = a.unit and d.measure = replace(a.denominator, ':received', ':at_hand')
    group by all
)
select code, unit, kind, child, is_in_force as is_in_scope, is_received, is_known, coalesce(is_answered, false) as is_answered,
       case method
           when 'state' then has_flag
           when 'state_date' then has_date
           when 'event_in_year' then has_date_in_year
           else if(method in ('register', 'coverage') and is_known, coalesce(part, 0), part)
       end as numerator,
       case
           when method in ('state', 'state_date', 'event_in_year') then 1
           when method = 'register' and denominator is not null and is_known then coalesce(whole, 0)
           else whole
       end as denominator
from found
order by place, kind, unit
