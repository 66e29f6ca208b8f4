-- Which cells make the figures of $measures (keys) that every unit below $unit has in $period? Grain: unit, source, measure,
-- submission. The rules are those of steps/figure.sql: the latest stock; the latest cumulative of the year, or «no change»
-- where there is none; every flow of the year to date; a predecessor's counts until its successor has reported one, its flags
-- and dates never. `source`: the unit that reported. Counts in the measure's own unit.
with said as (
    select r.asked, r.unit as source, r.id as submission, r.period, r.ends_on, m.kind, m.value_type,
           a.measure, a.row_number, a.typed, a.quantity, a.is_true, a.happened_on,
           coalesce(a.quantity::varchar, a.is_true::varchar, a.happened_on::varchar) is not null as is_figure
    from return_until r
    join answer a on a.submission = r.id
    join moment on true
    join measures m on m.catalogue = moment.catalogue and m.key = a.measure
    where list_contains($measures, a.measure) and (m.kind = 'stock' or r.is_in_year)
      and (is_figure or (m.kind = 'cumulative' and a.state = 'nothing_arose'))
), used as (
    from said
    qualify kind = 'flow' or row_number() over (partition by asked, source, measure order by is_figure desc, ends_on desc) = 1
)
select b.code as unit, b.shown_as as unit_name, u.source, if(u.source = b.code, b.shown_as, s.name) as source_name, u.measure, u.kind, u.value_type, u.row_number,
       u.typed, u.quantity, u.is_true, u.happened_on, u.is_figure,
       u.submission, u.period, c.file_name, c.version, c.received_at, c.received_by, f.places
from used u
join lineage l on l.asked = u.asked and l.source = u.source and (u.value_type = 'count' or l.unit = l.source)
join below b on b.asked = l.asked and b.code = l.unit
join unit_at s on s.asked = u.asked and s.code = u.source
join current_return c on c.id = u.submission
join submission f on f.id = u.submission
where u.asked = $period and not exists (
    from used n
    where n.asked = u.asked and n.measure = u.measure and n.kind <> 'flow' and n.quantity is not null
      and list_contains(l.nearer, n.source))
order by b.place, len(l.nearer), s.place, u.ends_on, u.measure
