-- What did $unit itself last answer to every measure that its kind reports, up to $period as known at $as_of? Grain: measure, in
-- the order of the form. `state`: figure | nothing_arose | blank, null where no return of its own has the measure; `typed` as it
-- stood in the cell. Counts in count_unit. `filled_…`: the last answer that was not blank. `submission`, `row_number`: where it
-- was read.
with said as (
    select a.*, r.period, r.ends_on, c.file_name
    from return_until r
    join current_return c on c.id = r.id
    join answer a on a.submission = r.id
    where r.asked = $period and r.unit = $unit
), latest as (
    select * from said qualify row_number() over (partition by measure order by ends_on desc) = 1
), filled as (
    select * from said where state <> 'blank' qualify row_number() over (partition by measure order by ends_on desc) = 1
)
select m.ms, m.key as measure, m.section, m.label, m.kind, m.value_type, m.count_unit,
       l.state, l.quantity, l.is_true, l.happened_on, l.text, l.typed, l.period, l.submission, l.row_number, l.file_name,
       f.typed as filled_typed, f.period as filled_period
from measures m
join moment t on m.catalogue = t.catalogue
join unit_at u on u.asked = $period and u.code = $unit and list_contains(string_split(m.reporter, '|'), u.kind)
left join latest l on l.measure = m.key
left join filled f on f.measure = m.key and l.state = 'blank'
order by m.place
