-- Which matters of $units, and of units merged into them, were open after the returns of periods before the one of $periods?
-- Grain: unit, matter_kind, content_key, due_on.
select l.unit, f.*
from return_until r
join follow_up f on f.submission = r.id
join lineage l on l.asked = r.asked and l.source = r.unit
where list_contains($units, l.unit) and not r.is_of_period
qualify row_number() over (
    partition by r.asked, l.unit, f.matter_kind, f.content_key, f.due_on order by r.ends_on desc) = 1 and f.completed_on is null
order by l.unit, f.due_on, f.matter_kind, f.content
