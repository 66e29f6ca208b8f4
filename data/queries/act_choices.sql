-- Who has done anything, and what has been done? Grain: person, act.
select distinct acted_by, act from audit order by acted_by, act
