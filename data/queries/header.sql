-- What is asked about: the unit (null where the tree has none of that code), the period, the catalogue version.
-- Grain: one row a period asked.
select a.*, u.code as unit, u.name as unit_name, u.kind as unit_kind, m.catalogue, m.today
from asked a join moment m on true left join unit_at u on u.asked = a.asked and u.code = $unit
