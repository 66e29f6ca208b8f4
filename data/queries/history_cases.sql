-- How did every case of $units stand in each return? Grain: unit, period, code_key.
select r.unit, r.period, c.code, c.code_key, c.kind, c.received_on, c.is_closed
from current_return r join complaint c on c.submission = r.id
where list_contains($units, r.unit)
