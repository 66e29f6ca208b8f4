-- How many returns of $units had been accepted by $as_of, withdrawn ones included? Grain: unit, period. Units are codes.
select unit, period, count(*) as versions
from submission
where list_contains($units, unit) and received_at <= $as_of
group by all
