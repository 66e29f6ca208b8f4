-- Which counts stand in the current returns of $units as known at $as_of? Grain: unit, period, measure. In the measure's
-- unit; quantity is null where nothing arose in a cumulative measure: the figure before it stands.
select r.unit, r.period, a.measure, a.quantity
from current_return r join answer a on a.submission = r.id
where list_contains($units, r.unit) and (a.quantity is not null or a.state = 'nothing_arose')
