-- Which units' returns speak for which unit on the last day of a period: its own, and those of units merged into it (a
-- single successor). Grain: asked, source; `unit` is in force, or has ended without being merged into one that is, and then
-- the last of its line. `nearer` lists the units between, the unit itself first; empty for its own returns. `later`: the
-- units that an ended unit was split into.
with recursive line as (
    select asked, code as unit, code as source, []::varchar[] as nearer from unit_at
    union all
    select line.asked, line.unit, s.code, list_append(line.nearer, line.source)
    from line join unit_at s on s.asked = line.asked and s.successor = line.source
    where s.has_ended and not list_contains(list_append(line.nearer, line.source), s.code)
)
select line.*, if(u.has_ended, string_split(coalesce(u.successor, ''), '|'), []) as later
from line join unit_at u on u.asked = line.asked and u.code = line.unit
where u.is_in_force or u.has_ended
qualify row_number() over (partition by line.asked, line.source order by u.is_in_force desc, len(line.nearer) desc) = 1
