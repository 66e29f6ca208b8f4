-- The current returns of all periods up to and including each period asked about. Grain: asked, unit, period.
-- `is_in_year`: its period belongs to the year to date; `is_of_period`: it is the period asked for.
select a.asked, r.id, r.unit, r.period, q.ends_on, q.year = a.year as is_in_year, q.code = a.asked as is_of_period
from current_return r
join moment m on true
join periods q on q.catalogue = m.catalogue and q.code = r.period
join asked a on q.ends_on <= a.ends_on
