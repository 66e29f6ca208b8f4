-- $unit and everything below it. Grain: asked, code. `child` is the direct child of $unit that holds the unit, or $unit itself.
with recursive tree as (
    select asked, code, code as child from unit_at where code = $unit
    union all
    select u.asked, u.code, if(t.code = $unit, u.code, t.child)
    from unit_at u join tree t on u.asked = t.asked and u.parent = t.code
)
select u.*, t.child from tree t join unit_at u using (asked, code)
