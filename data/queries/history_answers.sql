-- Which counts have $units reported that a later return may contradict? Grain: unit, period, measure. Counts in the measure's unit.
select r.unit, r.period, a.measure, a.quantity
from current_return r join answer a on a.submission = r.id
where list_contains($units, r.unit) and a.quantity is not null
