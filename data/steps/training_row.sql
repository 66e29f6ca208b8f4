-- The rows of training sheets over the year to date, under the unit that they now count for. Grain: asked, submission, row.
-- Counts are people.
select l.asked, l.unit, t.*
from return_until r
join training t on t.submission = r.id
join lineage l on l.asked = r.asked and l.source = r.unit
where r.is_in_year
