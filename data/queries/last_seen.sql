-- Which act was the last that may have changed what is shown of $period, by the catalogue $catalogue? A return of a later quarter
-- changes nothing of it, unless it explains what was asked before. Grain: one row.
with later as (
    select q.code
    from periods q join periods p on p.catalogue = q.catalogue and p.code = $period and q.ends_on > p.ends_on
    where q.catalogue = $catalogue
)
select max(place) as place
from audit
where act not in ('account', 'drill', 'export', 'password', 'print', 'sign_in', 'sign_in_failed', 'sign_out')
  and not (
      act in ('accept', 'withdraw') and split_part(detail, ' ', 2) in (select code from later)
      and split_part(detail, ' ', 3) not in (select submission from explanation))
