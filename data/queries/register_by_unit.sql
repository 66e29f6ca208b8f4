-- How many petitions did each direct child of $unit hear of over the year to date? Grain: child, counted. Unit: cases.
select b.child as unit, c.counted, sum(c.cases)::bigint as cases
from register_count c join below b on b.asked = c.asked and b.code = c.unit
where c.asked = $period and c.register = 'feedback' and c.span = 'year' and c.counted in ('received', 'resolved', 'closing')
group by all
