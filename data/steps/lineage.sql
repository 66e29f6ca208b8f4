-- Which units' returns speak for which unit on the last day of a period: its own, and those of units merged into it (a
-- single successor). Grain: asked, unit, source; the unit is in force, or has ended without being merged into one that is.
-- `nearer` lists the units between, the unit itself first; empty for its own returns.
with recursive merged as (
    select u.code, any_value(u.successor) filter (not contains(u.successor, '|')) as merged_into
    from units u join moment m on u.catalogue = m.catalogue group by u.code
), line as (
    select asked, code as unit, code as source, []::varchar[] as nearer from unit_at
    union all
    select line.asked, line.unit, s.code, list_append(line.nearer, line.source)
    from line
    join merged on merged.merged_into = line.source
    join unit_at s on s.asked = line.asked and s.code = merged.code
    where not s.is_in_force and not list_contains(list_append(line.nearer, line.source), s.code)
)
select line.* from line join unit_at u on u.asked = line.asked and u.code = line.unit
qualify u.is_in_force or not bool_or(u.is_in_force) over (partition by line.asked, line.source)
