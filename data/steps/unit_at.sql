-- The units of the tree on the last day of each period asked about. Grain: asked, code. A unit out of force stands with
-- its last row before it ended (one that has not begun: with its last row), `is_in_force` false.
select a.asked, u.* exclude (catalogue), u.valid_from <= a.ends_on and coalesce(a.ends_on < u.valid_to, true) as is_in_force,
       coalesce(u.valid_to <= a.ends_on, false) as has_ended
from units u join moment m on u.catalogue = m.catalogue cross join asked a
qualify row_number() over (
    partition by a.asked, u.code order by is_in_force desc, u.valid_from <= a.ends_on desc, u.valid_from desc) = 1
