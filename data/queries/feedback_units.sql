-- Which direct children of $unit hold a group that records petitions? Grain: child.
select b.child as unit, any_value(u.name) as name
from below b join unit_at u on u.asked = b.asked and u.code = b.child
where b.asked = $period and b.is_in_force and b.kind = 'group'
group by b.child
order by min(b.place)
