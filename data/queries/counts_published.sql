-- What did the public snapshots of $unit that were sealed for the year $year before $published count by unit and by field?
-- Grain: seal, list, part, counted. Unit: cases; `is_withheld`: the paper does not tell.
select c.seal, c.list, c.part, c.counted, c.cases, c.is_withheld
from seal s
join seal_count c on c.seal = s.id
join periods p on p.catalogue = s.catalogue and p.code = s.period
where s.unit = $unit and p.year = $year and s.sealed_at < $published
order by s.sealed_at, c.list, c.part, c.counted
