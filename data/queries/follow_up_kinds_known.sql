-- Which kinds of matter does the catalogue name? Grain: code, in the catalogue's order.
select code, label, pending, clause from follow_up_kinds join moment using (catalogue) order by place
