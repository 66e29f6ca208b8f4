-- Which units stand below $unit, itself included? Grain: asked, code. name: as in steps/below.sql (`shown_as`).
-- has_children: units in force below it.
select b.asked, b.code, b.shown_as as name, b.kind,
       exists(from unit_at c where c.asked = b.asked and c.parent = b.code and c.is_in_force) as has_children
from below b
