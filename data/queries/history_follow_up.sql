-- How did every matter of $units stand in each return? Grain: unit, period, matter_kind, content_key, due_on.
select r.unit, r.period, f.matter_kind, f.content, f.content_key, f.due_on, f.completed_on
from current_return r join follow_up f on f.submission = r.id
where list_contains($units, r.unit)
