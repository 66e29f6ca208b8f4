-- What has each of $units last reported of every measure, in its own returns of periods before the one of $periods?
-- Grain: unit, measure. Counts in the measure's own unit; a column is null where no return gives it. «Không phát sinh» is 0
-- for a count and erases no flag, date or text. A unit after a merger has reported nothing until it sends its first return:
-- what is written into its form is never the sum of its predecessors (two heads for one group).
select r.unit, a.measure,
       arg_max(a.quantity, r.ends_on) filter (a.quantity is not null) as quantity,
       arg_max(a.is_true, r.ends_on) filter (a.is_true is not null) as is_true,
       arg_max(a.happened_on, r.ends_on) filter (a.happened_on is not null) as happened_on,
       arg_max(a.text, r.ends_on) filter (a.text is not null) as text
from return_until r
join answer a on a.submission = r.id
where not r.is_of_period and list_contains($units, r.unit)
group by r.unit, a.measure
