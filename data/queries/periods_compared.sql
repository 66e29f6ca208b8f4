-- Which periods stand beside $period: the one before it and the same quarter a year before? Grain: code.
with known as (
    select q.* exclude (catalogue) from periods q join moment m on q.catalogue = m.catalogue
), p as (
    select * from known where code = $period
)
select q.code, q.ends_on < p.ends_on and q.ends_on = (
           select max(b.ends_on) from known b where b.ends_on < p.starts_on) as is_previous,
       q.year = p.year - 1 and q.quarter = p.quarter as is_last_year
from known q cross join p
where is_previous or is_last_year
