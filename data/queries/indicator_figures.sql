-- What does every unit below $unit contribute to every indicator in force, for each of $periods as known at $as_of?
-- Grain: asked, indicator, unit (leaf). In scope: the indicator's kinds of unit, in force on the period's last day; a unit
-- that ended without being merged stays with is_in_scope = false, for its flows and cases. Figures null where unknown.
-- is_received: return for the period; is_known: a return of any period so far, for flags and dates its own, else a
-- predecessor's too; is_answered: its numerator is not blank.
with unit as (
    select b.asked, b.code, b.kind, b.child, b.is_in_force, b.has_ended, b.place,
           coalesce(bool_or(r.is_of_period) filter (r.unit = b.code), false) as is_received, count(r.id) > 0 as is_known,
           count(r.id) filter (r.unit = b.code) > 0 as is_known_itself
    from below b
    join lineage l on l.asked = b.asked and l.unit = b.code
    left join return_until r on r.asked = b.asked and r.unit = l.source
    group by all
), indicator as (
    select a.asked, a.year_starts_on, a.ends_on, i.place as indicator_place, i.code as indicator, i.method, i.numerator, i.denominator,
           unnest(string_split(i.scope, '|')) as kind
    from indicators i join moment m on i.catalogue = m.catalogue
    join asked a on i.valid_from <= a.ends_on and coalesce(a.ends_on < i.valid_to, true)
), part as (
    select distinct asked, indicator, unnest(string_split(numerator, '|')) as measure from indicator
), operand as (
    select distinct name, split_part(name, ':', 1) as register, split_part(name, ':', -1) as counted,
           if(len(string_split(name, ':')) = 3, string_split(split_part(name, ':', 2), '+'), null) as kinds
    from (select unnest([numerator, replace(denominator, ':received', ':at_hand')]) as name from indicator where method = 'register')
), figures as (
    select asked, unit, measure, quantity, is_true, happened_on, is_answered_now from figure
    union all
    select asked, unit, 'training:' || cohort || ':' || topic, sum(first_time)::bigint, null, null, true from training_row group by all
    union all
    select c.asked, c.unit, o.name, sum(c.cases)::bigint, null, null, true
    from operand o join register_count c on c.register = o.register and c.counted = o.counted
    where c.span = 'year' and (o.kinds is null or list_contains(o.kinds, c.kind))
    group by all
), found as (
    select i.*, u.code as unit, u.place as unit_place, u.child, u.is_in_force, u.is_received,
           if(i.method in ('state', 'state_date', 'event_in_year'), u.is_known_itself, u.is_known) as is_known,
           bool_or(n.is_answered_now) as is_answered, max(n.quantity) as part, max(d.quantity) as whole,
           max(n.is_true::bigint) as has_flag, max((n.happened_on <= i.ends_on)::bigint) as has_date,
           max((n.happened_on between i.year_starts_on and i.ends_on)::bigint) as has_date_in_year
    from indicator i
    join unit u on u.asked = i.asked and u.kind = i.kind and (u.is_in_force or u.has_ended)
    join part p on p.asked = i.asked and p.indicator = i.indicator
    left join figures n on n.asked = i.asked and n.unit = u.code and n.measure = p.measure
    left join figures d on d.asked = i.asked and d.unit = u.code and d.measure = replace(i.denominator, ':received', ':at_hand')
    group by all
)
select asked, indicator, unit, child, is_in_force as is_in_scope, is_received, is_known, coalesce(is_answered, false) as is_answered,
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
order by asked, indicator_place, unit_place
