-- $unit and everything below it. Grain: asked, code. `child` is the direct child of $unit that holds the unit, or $unit itself.
-- `shown_as`: the unit's name, with its parent's beside it where that is not $unit (there are forty units called Tổ 1 in a
-- city); `branch`: the name of `child` for what stands deeper, else null.
with recursive tree as (
    select asked, code, code as child from unit_at where code = $unit
    union all
    select u.asked, u.code, if(t.code = $unit, u.code, t.child)
    from unit_at u join tree t on u.asked = t.asked and u.parent = t.code
)
select u.*, t.child,
       if(t.code in ($unit, t.child), u.name, u.name || ' (' || p.name || ')') as shown_as,
       if(t.code in ($unit, t.child), null, c.name) as branch
from tree t
join unit_at u using (asked, code)
left join unit_at p on p.asked = u.asked and p.code = u.parent
left join unit_at c on c.asked = t.asked and c.code = t.child
