-- A unit's figure of every measure that it has one of (design: stock carried forward, cumulative within the year, flow
-- summed over the year to date). Grain: asked, unit, measure. Counts in the measure's own unit.
-- A merged unit: its predecessors' flows are its own; their stock and cumulative counts until it has reported one; their
-- flags and dates never. `is_answered_now`: its own return of the period gives a figure, not a blank. `is_reported`: there
-- is a stock or cumulative figure of the unit's own, which a cumulative "no change" is not.
with own as (
    select r.asked, r.unit as source, a.measure, m.kind,
           case m.kind
               when 'flow' then sum(a.quantity) filter (r.is_in_year)
               when 'stock' then arg_max(a.quantity, r.ends_on) filter (a.quantity is not null)
               else coalesce(
                   arg_max(a.quantity, r.ends_on) filter (r.is_in_year and a.quantity is not null),
                   max(0) filter (r.is_in_year and a.state = 'nothing_arose'))
           end as quantity,
           arg_max(a.is_true, r.ends_on) filter (a.is_true is not null) as is_true,
           arg_max(a.happened_on, r.ends_on) filter (a.happened_on is not null) as happened_on,
           coalesce(bool_or(r.is_of_period and a.state <> 'blank'), false) as is_answered_now,
           m.kind <> 'flow' and count(a.quantity) filter (m.kind = 'stock' or r.is_in_year) > 0 as is_reported
    from return_until r
    join answer a on a.submission = r.id
    join moment on true
    join measures m on m.catalogue = moment.catalogue and m.key = a.measure
    group by r.asked, r.unit, a.measure, m.kind
), replaced as (
    select distinct l.asked, l.source, own.measure
    from (select asked, source, unnest(nearer) as nearer from lineage) l
    join own on own.asked = l.asked and own.source = l.nearer and own.is_reported
)
select l.asked, l.unit, own.measure,
       sum(own.quantity)::bigint as quantity,
       any_value(own.is_true) filter (l.source = l.unit) as is_true,
       any_value(own.happened_on) filter (l.source = l.unit) as happened_on,
       coalesce(bool_or(own.is_answered_now) filter (l.source = l.unit), false) as is_answered_now
from lineage l
join own on own.asked = l.asked and own.source = l.source
where not exists (
    from replaced r where r.asked = own.asked and r.source = own.source and r.measure = own.measure)
group by l.asked, l.unit, own.measure
