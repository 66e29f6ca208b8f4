-- How many acts stand after the one with $seal, trial restorings apart, which a backup need not hold? All, where none has it.
-- Grain: one row.
select count(*) as acts
from audit
where act <> 'drill' and place > coalesce((select max(place) from audit where seal = $seal), 0)
