-- Which units stand below $unit, itself included? Grain: asked, code. has_children: units in force below it.
select b.asked, b.code, b.name, b.kind,
       exists(from unit_at c where c.asked = b.asked and c.parent = b.code and c.is_in_force) as has_children
from below b
