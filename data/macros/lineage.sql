-- Which units' returns speak for which unit on a day: its own, and those of units merged into it (a single successor).
-- Grain: unit, source; the unit is in force on the day, or has ended without being merged into one that is.
-- `nearer` lists the units between, the unit itself first; empty for its own returns.
create or replace macro lineage(day, as_of) as table (
    with recursive rows as (
        select code, any_value(successor) filter (not contains(successor, '|')) as merged_into,
               bool_or(valid_from <= day and (valid_to is null or day < valid_to)) as is_in_force
        from units where catalogue = catalogue_at(as_of) group by code
    ), line as (
        select code as unit, code as source, []::varchar[] as nearer from rows
        union all
        select line.unit, rows.code, list_append(line.nearer, line.source)
        from line join rows on rows.merged_into = line.source
        where not rows.is_in_force and not list_contains(list_append(line.nearer, line.source), rows.code)
    )
    select line.unit, line.source, line.nearer
    from line join rows on rows.code = line.unit
    qualify rows.is_in_force or not bool_or(rows.is_in_force) over (partition by line.source)
);
