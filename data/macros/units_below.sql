-- A unit and everything below it that ever was, by the catalogue current at a moment.
-- Grain: code. `child` is the direct child of `top` that holds the unit, or `top` itself. `name` and the rest are those
-- of the row in force on `day`, else of the last row before it ended.
create or replace macro units_below(top, day, as_of) as table (
    with recursive rows as (
        select code, kind, name, parent, valid_from, valid_to, successor, place,
               valid_from <= day and (valid_to is null or day < valid_to) as is_in_force
        from units
        where catalogue = catalogue_at(as_of)
        qualify row_number() over (partition by code order by is_in_force desc, valid_from desc) = 1
    ), tree as (
        select code, code as child from rows where code = top
        union all
        select rows.code, case when tree.code = top then rows.code else tree.child end
        from rows join tree on rows.parent = tree.code
    )
    select rows.*, tree.child from tree join rows using (code)
);
