-- What have the offices below $unit said of matters to follow, up to $period? Grain: unit. `reported_in`: the last period of
-- whose return the sheet was part, null for never: a sheet that was sent has the place of its columns in the return's.
select b.code as unit, b.name, arg_max(q.label, r.ends_on) filter (s.id is not null) as reported_in,
       coalesce(bool_or(r.is_of_period) filter (s.id is not null), false) as is_reported_now
from below b
left join lineage l on l.asked = b.asked and l.unit = b.code
left join return_until r on r.asked = b.asked and r.unit = l.source
left join submission s on s.id = r.id and len(json_extract(s.places, '$.*.columns.matter_kind')) > 0
join moment m on true
left join periods q on q.catalogue = m.catalogue and q.code = r.period
where b.asked = $period and b.is_in_force and b.kind in ('people_committee', 'front', 'council')
group by b.code, b.name, b.place
order by b.place
