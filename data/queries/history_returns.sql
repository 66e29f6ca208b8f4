-- What is current of $units, for every period, as known at $as_of? Grain: unit, period. Units are codes.
select unit, period, id as submission, content_hash, version from current_return where list_contains($units, unit)
