-- How did both registers stand in each of $periods below $unit, by kind and by field? Grain: asked, register, kind, field.
-- Counts of cases over the quarter alone, under the names of the register.
select r.asked, r.register, r.kind, r.field, any_value(f.label) as field_label,
       count(*) filter (r.is_received) as received,
       count(*) filter (r.is_resolved) as resolved,
       count(*) filter (r.is_under_competence) as under_competence,
       count(*) filter (r.is_resolved_with_deadline) as resolved_with_deadline,
       count(*) filter (r.is_resolved_on_time) as resolved_on_time,
       count(*) filter (r.is_open_overdue) as open_overdue
from register r
join below b on b.asked = r.asked and b.code = r.unit
join moment m on true
left join fields f on f.catalogue = m.catalogue and f.code = r.field
where r.span = 'quarter' and list_contains($periods, r.asked)
group by r.asked, r.register, r.kind, r.field
