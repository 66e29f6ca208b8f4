-- Which rows of training sheets count as first-time participants of $cohort in $topic, below $unit over the year to date?
-- Grain: submission, row. `source`: the unit that reported; `first_time` in people.
select b.code as unit, b.shown_as as unit_name, c.unit as source, if(c.unit = b.code, b.shown_as, s.name) as source_name, t.row_number, t.held_on, t.first_time,
       t.submission, c.period, c.file_name, c.version, c.received_at, c.received_by, f.places
from training_row t
join below b on b.asked = t.asked and b.code = t.unit
join current_return c on c.id = t.submission
join submission f on f.id = t.submission
join unit_at s on s.asked = t.asked and s.code = c.unit
where t.asked = $period and t.cohort = $cohort and t.topic = $topic
order by b.place, t.held_on, s.place, c.period, t.row_number
