-- How many cases of each kind, by span, below $unit? Grain: register, kind, span, counted. Unit: cases.
select c.register, c.kind, c.span, c.counted, sum(c.cases)::bigint as cases
from register_count c join below b on b.asked = c.asked and b.code = c.unit
where c.asked = $period
group by all
