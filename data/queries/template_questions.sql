-- Which questions does the form of each of $units for the one of $periods carry: open ones about that period or one before?
-- Grain: question. The unit's own return for the period may have answered them already: then they are not open.
select q.unit, q.id, q.period_label, q.indicator, q.measure, q.text
from question_state q join asked a on q.figure_ends_on <= a.ends_on
where q.state = 'open' and list_contains($units, q.unit)
order by q.unit, q.asked_at
