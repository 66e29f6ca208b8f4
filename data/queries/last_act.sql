-- Which act was kept last, and with what seal? Grain: at most one row.
select place, seal from audit order by place desc limit 1
