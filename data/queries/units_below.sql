-- Which units stand below $unit, itself included? Grain: code (of the latest period asked). has_children: units in force below it.
select b.code, any_value(b.name) as name, any_value(b.kind) as kind,
       bool_or(exists(from unit_at c where c.asked = b.asked and c.parent = b.code and c.is_in_force)) as has_children
from below b
group by b.code
