-- Which periods stand beside $period: the one before it and the same quarter a year before? Grain: code.
with m as (
    select coalesce(arg_max(digest, recorded_at) filter (recorded_at <= $as_of), arg_min(digest, recorded_at)) as catalogue
    from catalogue_version
), p as (
    select q.* from periods q join m on q.catalogue = m.catalogue where q.code = $period
)
select q.code, q.ends_on < p.ends_on and q.ends_on = (
           select max(b.ends_on) from periods b where b.catalogue = p.catalogue and b.ends_on < p.starts_on) as is_previous,
       q.year = p.year - 1 and q.quarter = p.quarter as is_last_year
from periods q join p on q.catalogue = p.catalogue
where is_previous or is_last_year
