-- How many people of each cohort has every unit below $unit? Grain: cohort, unit in force that reports the cohort. `roster`
-- in people, null where unknown.
select c.code as cohort, b.code as unit, b.child, f.quantity as roster
from cohorts c
join moment m on c.catalogue = m.catalogue
join measures s on s.catalogue = m.catalogue and s.key = c.roster_measure
join below b on b.asked = $period and b.is_in_force and list_contains(string_split(s.reporter, '|'), b.kind)
left join figure f on f.asked = b.asked and f.unit = b.code and f.measure = c.roster_measure
order by c.place, b.place
