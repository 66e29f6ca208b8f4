-- The moment asked about: which catalogue version was current at $as_of (before the first was recorded, the first), and
-- the date in Vietnam. Grain: one row.
select coalesce(arg_max(digest, recorded_at) filter (recorded_at <= $as_of), arg_min(digest, recorded_at)) as catalogue,
       $as_of::timestamp as as_of,
       ($as_of::timestamp + interval 7 hours)::date as today
from catalogue_version
